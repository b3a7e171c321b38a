import { randomBytes, randomInt } from 'node:crypto'

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('')

/** An id such as `V0ABC…`: the prefix and so many random characters. */
export const objectId = (prefix: string): string => `${prefix}0${pick(UPPER, 9)}`

/** An id for a block or element that its app left without one. */
export const shortId = (): string => pick(MIXED, 5)

export const secretWord = (bytes = 16): string => randomBytes(bytes).toString('hex')

/** Makes message timestamps (`seconds.microseconds`) that only ever grow, also while the clock stands still. */
export const createTimestamps = (now: () => number): (() => string) => {
  let last = 0
  return () => {
    last = Math.max(last + 1, Math.floor(now()) * 1000)
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`
  }
}

/** Microseconds since the epoch; undefined where the text is no timestamp. */
export const microseconds = (ts: string): number | undefined => {
  const match = /^(\d{1,10})(?:\.(\d{1,6})\d*)?$/.exec(ts)
  if (match === null) return undefined
  return Number(match[1]) * 1_000_000 + Number((match[2] ?? '').padEnd(6, '0'))
}
