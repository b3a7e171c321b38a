import type { LocalLighthouse } from '../../sandbox/lighthouse/server.ts'
import type { LocalSlack } from '../../sandbox/slack/server.ts'
import type { StageClock } from './stage-clock.ts'

type Nothing = null | undefined | false

/** Lets driven time go on: whenever the bot and both emulators have come to rest, to the next thing that is due. */
export type Driver = {
  /**
   * @returns what `look` gives, as soon as it gives something
   * @throws when that takes longer than `limit` driven milliseconds; two minutes where it is left out
   */
  readonly until: <Value>(what: string, look: () => Value | Nothing, limit?: number) => Promise<Value>
  /** Lets so many driven milliseconds pass. */
  readonly wait: (milliseconds: number) => Promise<void>
  /** Lets time go on until the promise has settled. */
  readonly drive: <Value>(work: Promise<Value>, limit?: number) => Promise<Value>
  /** Lets everything come to rest that needs no time. */
  readonly rest: () => Promise<void>
}

const LONGEST_STEP = 500
const PATIENCE = 120_000

/** Turns of the event loop without a sign of life after which time goes on: nothing is in flight any more. */
const CALM_TURNS = 3
/** Something is in flight, and an emulator holds an answer back until its time has come. */
const DELAYED_TURNS = 6
/** Something is in flight that may never end. */
const STALLED_TURNS = 25

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1))

export const createDriver = (parts: {
  readonly clock: StageClock
  readonly slack: LocalSlack
  readonly lighthouse: LocalLighthouse
  /** Grows with every sign of life of the bot. */
  readonly signs: () => number
}): Driver => {
  const { clock, slack, lighthouse, signs } = parts

  const activity = (): string =>
    [slack.calls().length, lighthouse.control.calls().length, slack.sockets.unacknowledged(), signs()].join()
  const patience = (): number => {
    if (slack.quiet() && lighthouse.quiet()) return CALM_TURNS
    return clock.delayed() > 0 ? DELAYED_TURNS : STALLED_TURNS
  }

  /** Resolves when nothing more happens by itself, or as soon as `isEnough`. */
  const comeToRest = async (isEnough: () => boolean): Promise<void> => {
    let seen = activity()
    for (let calm = 0; calm < patience(); calm += 1) {
      await turn()
      if (isEnough()) return
      const now = activity()
      if (now !== seen) calm = 0
      seen = now
    }
  }

  const until: Driver['until'] = async (what, look, limit = PATIENCE) => {
    const end = clock.bot.now() + limit
    for (;;) {
      let seen = look()
      if (!isNothing(seen)) return seen
      await comeToRest(() => !isNothing(look()))
      seen = look()
      if (!isNothing(seen)) return seen
      if (clock.bot.now() >= end) throw new Error(`${what}: not within ${limit / 1000} s`)
      await clock.step(Math.min(LONGEST_STEP, end - clock.bot.now()))
    }
  }

  return {
    until,
    wait: async (milliseconds) => {
      const end = clock.bot.now() + milliseconds
      await until('time passing', () => clock.bot.now() >= end, milliseconds)
      await comeToRest(() => false)
    },
    drive: async (work, limit) => {
      let isSettled = false
      const settled = () => {
        isSettled = true
      }
      work.then(settled, settled)
      await until('an answer', () => isSettled, limit)
      return work
    },
    rest: () => comeToRest(() => false),
  }
}

const isNothing = <Value>(value: Value | Nothing): value is Nothing =>
  value === null || value === undefined || value === false
