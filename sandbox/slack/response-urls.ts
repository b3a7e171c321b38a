import { secretWord } from './identifiers.ts'
import { LIMITS } from './limits.ts'

/** What an answer through the address refers to. */
export type ResponseTarget = {
  readonly personId: string
  readonly channelId: string
  readonly threadTs?: string | undefined
  /** The message whose button was pressed. */
  readonly messageTs?: string | undefined
}

export type ResponseUse =
  | { readonly ok: true; readonly target: ResponseTarget }
  | { readonly ok: false; readonly error: 'invalid_url' | 'expired_url' | 'used_url' }

export type ResponseUrls = {
  /** Takes where an answer goes, gives the address' last part. */
  readonly issue: (target: ResponseTarget) => string
  readonly check: (key: string) => ResponseUse
  readonly use: (key: string) => ResponseUse
}

/** Response addresses: good five times within 30 minutes. */
export const createResponseUrls = (now: () => number): ResponseUrls => {
  const issued = new Map<string, { readonly target: ResponseTarget; readonly at: number; readonly uses: number }>()

  const check = (key: string): ResponseUse => {
    const entry = issued.get(key)
    if (entry === undefined) return { ok: false, error: 'invalid_url' }
    if (now() - entry.at > LIMITS.time.responseUrl) return { ok: false, error: 'expired_url' }
    if (entry.uses >= LIMITS.responseUrlUses) return { ok: false, error: 'used_url' }
    return { ok: true, target: entry.target }
  }

  return {
    issue: (target) => {
      const key = secretWord()
      issued.set(key, { target, at: now(), uses: 0 })
      return key
    },
    check,
    use: (key) => {
      const result = check(key)
      const entry = issued.get(key)
      if (result.ok && entry !== undefined) issued.set(key, { ...entry, uses: entry.uses + 1 })
      return result
    },
  }
}
