import connection from 'tencentcloud-sdk-nodejs-lighthouse/tencentcloud/common/http/http_connection.js'
import { vi } from 'vitest'

/**
 * Lets the SDK sign at a driven time: a signature holds for 300 s, and the SDK takes its time from `Date` alone. Nobody
 * else sees another `Date`, since the socket's client would take a leap of it for a lost connection.
 *
 * @param now milliseconds since the UNIX epoch
 * @returns ends it
 */
export const signAt = (now: () => number): (() => void) => {
  const { HttpConnection } = connection
  const send = HttpConnection.doRequestWithSign3
  const spy = vi.spyOn(HttpConnection, 'doRequestWithSign3').mockImplementation((request) => {
    // It reads the time in the one continuation that it queues at once: nothing else runs between these two.
    queueMicrotask(() => vi.setSystemTime(now()))
    const answer = send.call(HttpConnection, request)
    queueMicrotask(() => vi.useRealTimers())
    return answer
  })
  return () => spy.mockRestore()
}
