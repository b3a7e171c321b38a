/** A call of the Web API, as it was answered. */
export type LoggedCall = {
  /** Milliseconds since the epoch on the emulator's clock. */
  readonly at: number
  readonly method: string
  readonly input: Readonly<Record<string, unknown>>
  /** HTTP status; 0 where the connection was broken instead. */
  readonly status: number
  readonly ok: boolean
  readonly error?: string
  /** The answer's `ts`, of a message that was posted or changed. */
  readonly ts?: string
}

export type CallLog = {
  readonly add: (call: LoggedCall) => void
  /** Oldest first, at most the latest 20,000. */
  readonly all: () => readonly LoggedCall[]
}

const KEPT = 20_000

export const createCallLog = (): CallLog => {
  const calls: LoggedCall[] = []
  return {
    add: (call) => {
      calls.push(call)
      if (calls.length > KEPT) calls.splice(0, calls.length - KEPT)
    },
    all: () => calls,
  }
}
