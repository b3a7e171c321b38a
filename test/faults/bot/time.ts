import { openSync, readSync } from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { activity } from './activity.ts'

/**
 * The process lives in the world's time instead of the machine's: real time plus what the storm has added to it, read
 * from a file at every look, so that a process that was frozen cannot have missed any. Timers follow it too.
 */

const require = createRequire(import.meta.url)
const real = {
  now: Date.now.bind(Date),
  monotonic: performance.now.bind(performance),
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setImmediate: globalThis.setImmediate,
}

export const realTurn = (): Promise<void> => new Promise((resolve) => real.setImmediate(resolve))
export const realPause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => real.setTimeout(resolve, milliseconds))

type Callback = (...values: unknown[]) => void

/** As much of Node.js's `Timeout` as programs use. */
class WorldTimer {
  due = 0
  handle: ReturnType<typeof real.setTimeout> | null = null
  isReferenced = true
  readonly callback: () => void
  readonly delay: number
  readonly isRepeated: boolean

  constructor(callback: () => void, delay: number, isRepeated: boolean) {
    this.callback = callback
    this.delay = Math.max(1, Number.isFinite(delay) ? delay : 1)
    this.isRepeated = isRepeated
    this.refresh()
  }
  refresh(): this {
    this.stop()
    this.due = monotonic() + this.delay
    active.add(this)
    this.handle = real.setTimeout(() => this.fire(), Math.min(this.delay, 2_147_483_647))
    if (!this.isReferenced) this.handle.unref()
    return this
  }
  fire(): void {
    activity.count += 1
    if (this.isRepeated) this.refresh()
    else this.stop()
    this.callback()
  }
  stop(): void {
    active.delete(this)
    if (this.handle !== null) real.clearTimeout(this.handle)
    this.handle = null
  }
  close(): this {
    this.stop()
    return this
  }
  ref(): this {
    this.isReferenced = true
    this.handle?.ref()
    return this
  }
  unref(): this {
    this.isReferenced = false
    this.handle?.unref()
    return this
  }
  hasRef(): boolean {
    return this.isReferenced
  }
  [Symbol.dispose](): void {
    this.stop()
  }
}

const active = new Set<WorldTimer>()
const bytes = Buffer.alloc(8)
let file = -1
let slot = 0

const readNumber = (position: number): number => {
  readSync(file, bytes, 0, 8, position)
  return bytes.readDoubleLE()
}
const monotonic = (): number => real.monotonic() + readNumber(0)
const now = (): number => real.now() + Math.floor(readNumber(0) + readNumber(8 * slot))

/** Fires what is due by now, the earliest first. */
export const fireDue = (): void => {
  const time = monotonic()
  const due = [...active].filter((timer) => timer.due <= time).toSorted((one, other) => one.due - other.due)
  for (const timer of due) if (active.has(timer)) timer.fire()
}

/** Milliseconds to the next timer that something waits for; null where nothing does. */
export const untilNext = (): number | null => {
  const next = Math.min(...[...active].filter(({ isReferenced }) => isReferenced).map(({ due }) => due))
  return Number.isFinite(next) ? Math.max(0, next - monotonic()) : null
}

const replace = (target: object, name: string, value: unknown): void => {
  if (!Reflect.set(target, name, value)) throw new Error(`${name} cannot be replaced`)
}

/** Puts the world's time in the place of the machine's, for everything that is loaded after this. */
export const installTime = (options: { readonly timeFile: string; readonly slot: number }): void => {
  file = openSync(options.timeFile, 'r')
  slot = options.slot
  const timer =
    (isRepeated: boolean) =>
    (callback: Callback, delay = 1, ...values: unknown[]) =>
      new WorldTimer(() => callback(...values), delay, isRepeated)
  const clear = (timer: unknown): void => {
    if (timer instanceof WorldTimer) timer.stop()
  }
  const replacements = {
    setTimeout: timer(false),
    setInterval: timer(true),
    clearTimeout: clear,
    clearInterval: clear,
  }
  const sleep = (delay = 1, value?: unknown, { signal }: { readonly signal?: AbortSignal } = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const aborted = () => {
        waiting.stop()
        reject(signal?.reason)
      }
      if (signal?.aborted === true) return reject(signal.reason)
      const waiting = new WorldTimer(
        () => {
          signal?.removeEventListener('abort', aborted)
          resolve(value)
        },
        delay,
        false,
      )
      signal?.addEventListener('abort', aborted, { once: true })
    })
  for (const [name, value] of Object.entries(replacements)) {
    replace(globalThis, name, value)
    replace(require('node:timers'), name, value)
  }
  replace(require('node:timers/promises'), 'setTimeout', sleep)
  replace(AbortSignal, 'timeout', (milliseconds: number) => {
    const aborting = new AbortController()
    new WorldTimer(
      () => aborting.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
      milliseconds,
      false,
    ).unref()
    return aborting.signal
  })
  replace(performance, 'now', monotonic)
  const RealDate = Date
  const WorldDate = new Proxy(RealDate, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
  replace(globalThis, 'Date', WorldDate)
  syncBuiltinESMExports()
}
