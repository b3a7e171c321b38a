import { z } from 'zod'
import type { LoggedCall as CloudCall } from '../../sandbox/lighthouse/control-api.ts'
import type { LocalLighthouse } from '../../sandbox/lighthouse/server.ts'
import type { LoggedCall as SlackCall } from '../../sandbox/slack/call-log.ts'
import type { LocalSlack } from '../../sandbox/slack/server.ts'
import type { SentMessage } from './emulators.ts'

/** What went over the wires, read from the emulators' logs before they forget it. */
export type Traffic = {
  /** Reads what has come since the last time. */
  readonly read: () => void
  /** The `ts` of each request's card. */
  readonly cards: ReadonlyMap<string, string>
  /** How many requests ended, and how many calls there were at all. */
  readonly counts: () => { readonly ends: number; readonly calls: number }
  readonly messages: readonly SentMessage[]
  readonly cloudCalls: readonly { readonly action: string; readonly at: number }[]
  readonly tooOften: { readonly cloud: number; readonly slack: number }
}

const metadataSchema = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ event_payload: z.object({ request_id: z.string(), event: z.string() }) }))

const SENDING: Readonly<Record<string, SentMessage['kind']>> = { 'chat.postMessage': 'post', 'chat.update': 'edit' }

export const createTraffic = (slack: LocalSlack, lighthouse: LocalLighthouse): Traffic => {
  const cards = new Map<string, string>()
  const messages: SentMessage[] = []
  const cloudCalls: { action: string; at: number }[] = []
  const tooOften = { cloud: 0, slack: 0 }
  let ends = 0
  let calls = 0
  const newSlackCalls = createReader<SlackCall>()
  const newCloudCalls = createReader<CloudCall>()

  const readMessage = (kind: SentMessage['kind'], { at, input, ts }: SlackCall): void => {
    const metadata = metadataSchema.safeParse(input['metadata']).data
    if (metadata === undefined || ts === undefined) return
    const { request_id: requestId, event } = metadata.event_payload
    messages.push({ at, kind, requestId, event })
    if (kind === 'post' && event === 'opened') cards.set(requestId, ts)
    if (kind === 'post' && event === 'succeeded') ends += 1
  }
  return {
    read: () => {
      for (const call of newSlackCalls(slack.calls())) {
        calls += 1
        if (call.status === 429) tooOften.slack += 1
        const kind = SENDING[call.method]
        if (call.ok && kind !== undefined) readMessage(kind, call)
      }
      for (const { action, at, outcome } of newCloudCalls(lighthouse.control.calls())) {
        calls += 1
        cloudCalls.push({ action, at })
        if (outcome === 'RequestLimitExceeded') tooOften.cloud += 1
      }
    },
    cards,
    counts: () => ({ ends, calls }),
    messages,
    cloudCalls,
    tooOften,
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
