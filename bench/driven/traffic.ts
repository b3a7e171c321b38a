import { z } from 'zod'
import type { LoggedCall as CloudCall } from '../../sandbox/lighthouse/control-api.ts'
import type { LocalLighthouse } from '../../sandbox/lighthouse/server.ts'
import type { LoggedCall as SlackCall } from '../../sandbox/slack/call-log.ts'
import type { LocalSlack } from '../../sandbox/slack/server.ts'

/** What went over the wires, read from the emulators' logs before they forget it. */
export type Traffic = {
  /** Reads what has come since the last time. */
  readonly read: () => void
  /** The `ts` of each request's card. */
  readonly cards: ReadonlyMap<string, string>
  /** When the end of each request was posted, in milliseconds since the epoch. */
  readonly ends: ReadonlyMap<string, number>
  readonly cloudCalls: readonly CloudCall[]
  readonly tooOften: () => { readonly cloud: number; readonly slack: number }
}

const metadataSchema = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ event_payload: z.object({ request_id: z.string(), event: z.string() }) }))

export const createTraffic = (slack: LocalSlack, lighthouse: LocalLighthouse): Traffic => {
  const cards = new Map<string, string>()
  const ends = new Map<string, number>()
  const cloudCalls: CloudCall[] = []
  const refused = { cloud: 0, slack: 0 }
  const newSlackCalls = createReader<SlackCall>()
  const newCloudCalls = createReader<CloudCall>()

  const readMessage = ({ at, input, ts }: SlackCall): void => {
    const metadata = metadataSchema.safeParse(input['metadata']).data
    if (metadata === undefined || ts === undefined) return
    const { request_id: requestId, event } = metadata.event_payload
    if (event === 'opened') cards.set(requestId, ts)
    if (event === 'succeeded') ends.set(requestId, at)
  }
  return {
    read: () => {
      for (const call of newSlackCalls(slack.calls())) {
        if (call.status === 429) refused.slack += 1
        if (call.ok && call.method === 'chat.postMessage') readMessage(call)
      }
      for (const call of newCloudCalls(lighthouse.control.calls())) {
        cloudCalls.push(call)
        if (call.outcome === 'RequestLimitExceeded') refused.cloud += 1
      }
    },
    cards,
    ends,
    cloudCalls,
    tooOften: () => ({ ...refused }),
  }
}

/** A log that forgets its oldest lines has no positions that last: what is new stands after the last line that was seen. */
const createReader = <Line>(): ((log: readonly Line[]) => readonly Line[]) => {
  let last: Line | undefined
  return (log) => {
    const fresh = log.slice(last === undefined ? 0 : log.lastIndexOf(last) + 1)
    last = log.at(-1) ?? last
    return fresh
  }
}
