/** What the storm and a bot's process say to each other. Without a schema library: the process starts hundreds of times. */

/** Before it starts, in the variable `KEEPER_FAULTS`, written and read by this module alone. */
export type Orders = {
  /** Holds the world's time: eight bytes for all processes, then eight for each process's own error. */
  readonly timeFile: string
  /** Which error is this process's. */
  readonly slot: number
  /** Where each effect is written down, one a line, before it can be lost in a kill. */
  readonly reportFile: string
  /** The steps at which the process ends itself, or holds what would go on after them. */
  readonly steps: readonly string[]
  /** After how many effects the process kills itself; null: never. */
  readonly killAfter: number | null
  /** After how many effects, or at which step, the process freezes; null: never. */
  readonly freezeAt: number | string | null
}

export const VARIABLE = 'KEEPER_FAULTS'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
const numberOr = <Other>(value: unknown, other: Other): number | Other => (typeof value === 'number' ? value : other)

export const readOrders = (text: string): Orders => {
  const orders: unknown = JSON.parse(text)
  if (!isRecord(orders)) throw new Error('The orders cannot be read.')
  const { steps, freezeAt } = orders
  return {
    timeFile: String(orders['timeFile']),
    slot: numberOr(orders['slot'], 1),
    reportFile: String(orders['reportFile']),
    steps: Array.isArray(steps) ? steps.map(String) : [],
    killAfter: numberOr(orders['killAfter'], null),
    freezeAt: typeof freezeAt === 'string' ? freezeAt : numberOr(freezeAt, null),
  }
}

/** From the storm to the process: let what is due happen, come to rest, and say so. @returns the order's number */
export const readGo = (message: unknown): number | null => (isRecord(message) ? numberOr(message['go'], null) : null)

/** From the process to the storm, in answer to that. */
export type Rest = {
  /** The order's number. */
  readonly rest: number
  /** Milliseconds to the next timer; null where there is none. */
  readonly next: number | null
  /** How many answers of others are waited for. */
  readonly inFlight: number
  /** How many flows are held at a step, to be killed there. */
  readonly held: number
}

export const readRest = (message: unknown): Rest | null => {
  if (!isRecord(message) || typeof message['rest'] !== 'number') return null
  return {
    rest: message['rest'],
    next: numberOr(message['next'], null),
    inFlight: numberOr(message['inFlight'], 0),
    held: numberOr(message['held'], 0),
  }
}

/** The process is about to stop itself. */
export const FREEZING = { freezing: true } as const
export const isFreezing = (message: unknown): boolean => isRecord(message) && message['freezing'] === true
