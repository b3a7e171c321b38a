import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { PassThrough } from 'node:stream'

/** The variables of a proxy, as Node.js understands them (`HTTPS_PROXY`, `NO_PROXY` and their lower-case forms). */
export type ProxyEnvironment = {
  readonly HTTPS_PROXY?: string | undefined
  readonly https_proxy?: string | undefined
  readonly NO_PROXY?: string | undefined
  readonly no_proxy?: string | undefined
}

/**
 * Idle connections are closed after this many milliseconds, before a server does (5 s is a common limit): a call on a
 * connection that the server is just closing would be lost.
 */
const IDLE_LIMIT = 4_000

/**
 * An agent is always given, because the SDK would otherwise take `http_proxy` for every host, loopback included
 * (API facts, section 9.4). A proxy is used for https alone: plain http is a server on this machine.
 */
function createAgent(isHttps: boolean, proxy: ProxyEnvironment, keepAlive: boolean): HttpAgent {
  const options = keepAlive ? { keepAlive, timeout: IDLE_LIMIT } : { keepAlive }
  const { HTTPS_PROXY, https_proxy, NO_PROXY, no_proxy } = proxy
  const agent = isHttps
    ? new HttpsAgent({ ...options, proxyEnv: { HTTPS_PROXY, https_proxy, NO_PROXY, no_proxy } })
    : new HttpAgent(options)
  const connect = agent.createConnection.bind(agent)
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback)
    socket?.prependListener('error', nameTheCauses)
    return socket
  }
  return agent
}

/**
 * Where a host has several addresses and none answers, Node.js throws an AggregateError without a message, and the
 * SDK keeps only the message.
 */
function nameTheCauses(error: Error): void {
  if (!(error instanceof AggregateError) || error.message !== '') return
  error.message = error.errors.map((cause: unknown) => (cause instanceof Error ? cause.message : '')).join('; ')
}

/** One agent for all reads: their connections are kept and used again. */
export const createSharedAgent = (isHttps: boolean, proxy: ProxyEnvironment): HttpAgent =>
  createAgent(isHttps, proxy, true)

/**
 * For the one call that changes anything: a connection of its own, so that it cannot be lost on an idle one that the
 * server was closing, and only one, because the SDK's HTTP client follows a 307 or 308 by sending the call again.
 */
export function createSingleUseAgent(isHttps: boolean, proxy: ProxyEnvironment): HttpAgent {
  const agent = createAgent(isHttps, proxy, false)
  const connect = agent.createConnection.bind(agent)
  let isUsed = false
  agent.createConnection = (options, callback) => {
    if (isUsed) {
      callback?.(new Error('the call was answered with a redirect, which is not followed'), new PassThrough())
      return undefined
    }
    isUsed = true
    return connect(options, callback)
  }
  return agent
}
