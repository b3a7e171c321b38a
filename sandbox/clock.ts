/** The time source of the emulators: the machine's clock in the sandbox, a driven one in tests. */
export type Clock = {
  /** Milliseconds since the UNIX epoch. */
  readonly now: () => number
  /** Runs `action` once after `milliseconds`; the returned function cancels it. */
  readonly after: (milliseconds: number, action: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds)
    return () => clearTimeout(timer)
  },
}
