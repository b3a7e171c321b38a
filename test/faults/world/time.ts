import { closeSync, openSync, writeSync } from 'node:fs'
import type { Clock } from '../../../sandbox/clock.ts'

/** A process that lives in the world's time. */
export type Dweller = {
  /** Lets it do what is due. @returns where it came to rest; null where it cannot say (dead, frozen) */
  readonly go: () => Promise<{ readonly next: number | null; readonly inFlight: number; readonly held: number } | null>
  /** It came to rest with flows held at a step. */
  readonly onHeld: () => Promise<void>
}

/** One time for the bots, both emulators and the store: real time, and a leap whenever all of them are at rest. */
export type WorldTime = {
  readonly now: () => number
  readonly clock: Clock
  readonly file: string
  readonly sleep: (milliseconds: number) => Promise<void>
  /** The wall clock of one process is wrong by so many milliseconds from now on. */
  readonly setError: (slot: number, milliseconds: number) => void
  readonly join: (dweller: Dweller) => () => void
  readonly stop: () => Promise<void>
}

/** A leap is at least this long, so that timers that are close together cost one; in milliseconds. */
const LEAST_LEAP = 600
const LONGEST_LEAP = 5_000
/** How long others go on after a flow was first held at a step, in milliseconds: one kill meets many flows. */
const HOLD_PATIENCE = 8_000
/** Rounds without a sign of life after which an answer that does not come is given up, and time goes on. */
const PATIENCE = 4

type Waiting = { readonly due: number; readonly action: () => void; handle: NodeJS.Timeout }

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const createWorldTime = (options: {
  readonly file: string
  /** Grows with every sign of life of the emulators. */
  readonly signs: () => number
  /** Whether nothing is in flight at the emulators. */
  readonly quiet: () => boolean
  readonly onLeap: (offset: number) => Promise<void>
}): WorldTime => {
  const { file, signs, quiet, onLeap } = options
  const descriptor = openSync(file, 'w')
  const bytes = Buffer.alloc(8)
  const write = (position: number, value: number) => {
    bytes.writeDoubleLE(value)
    writeSync(descriptor, bytes, 0, 8, position)
  }
  for (let slot = 0; slot < 8; slot += 1) write(8 * slot, 0)
  let offset = 0
  let isStopped = false
  const waiting = new Set<Waiting>()
  const dwellers = new Set<Dweller>()
  const now = () => Date.now() + Math.floor(offset)
  const exact = () => performance.timeOrigin + performance.now() + offset

  const after: Clock['after'] = (milliseconds, action) => {
    const fire = () => {
      waiting.delete(one)
      clearTimeout(one.handle)
      action()
    }
    const one: Waiting = { due: exact() + milliseconds, action: fire, handle: setTimeout(fire, milliseconds) }
    waiting.add(one)
    return () => {
      waiting.delete(one)
      clearTimeout(one.handle)
    }
  }
  const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => after(milliseconds, resolve))

  const leap = async (milliseconds: number): Promise<void> => {
    offset += milliseconds
    await onLeap(offset)
    write(0, offset)
    for (const one of [...waiting].toSorted((a, b) => a.due - b.due)) if (one.due <= exact()) one.action()
  }

  const live = async (): Promise<void> => {
    let stalled = 0
    let heldSince: number | null = null
    while (!isStopped) {
      const before = signs()
      const present = [...dwellers]
      if (present.length === 0 && waiting.size === 0) {
        await new Promise((resolve) => setTimeout(resolve, 5))
        continue
      }
      const rests = await Promise.all(present.map(async (dweller) => ({ dweller, rest: await dweller.go() })))
      await turn()
      const holding = rests.filter(({ rest }) => (rest?.held ?? 0) > 0)
      heldSince = holding.length === 0 ? null : (heldSince ?? exact())
      if (heldSince !== null && exact() - heldSince >= HOLD_PATIENCE) {
        heldSince = null
        await Promise.all(holding.map(({ dweller }) => dweller.onHeld()))
        continue
      }
      const isMoving = before !== signs()
      const isWaiting = !quiet() || rests.some(({ rest }) => (rest?.inFlight ?? 0) > 0)
      stalled = isMoving ? 0 : stalled + 1
      if (isMoving || (isWaiting && stalled < PATIENCE)) continue
      stalled = 0
      const next = Math.min(
        ...rests.map(({ rest }) => rest?.next ?? LONGEST_LEAP),
        ...[...waiting].map(({ due }) => due - exact()),
      )
      await leap(Math.min(LONGEST_LEAP, Math.max(LEAST_LEAP, next)))
    }
  }
  const living = live()

  return {
    now,
    clock: { now, after },
    file,
    sleep,
    setError: (slot, milliseconds) => write(8 * slot, milliseconds),
    join: (dweller) => {
      dwellers.add(dweller)
      return () => dwellers.delete(dweller)
    },
    stop: async () => {
      isStopped = true
      await living
      for (const { handle } of waiting) clearTimeout(handle)
      closeSync(descriptor)
    },
  }
}
