import { randomInt } from 'node:crypto'
import { secretWord } from './identifiers.ts'
import { LIMITS } from './limits.ts'

export type Trigger = { readonly personId: string; readonly viewId?: string | undefined }

export type TriggerUse =
  | { readonly ok: true; readonly trigger: Trigger }
  | {
      readonly ok: false
      readonly error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id'
    }

export type Triggers = {
  readonly issue: (trigger: Trigger) => string
  /** Whether the trigger could be used now; does not use it up. */
  readonly check: (id: string) => TriggerUse
  readonly exchange: (id: string) => TriggerUse
}

/** Trigger ids: good once, for 3 s on the clock that `now` reads. */
export const createTriggers = (now: () => number): Triggers => {
  const issued = new Map<string, { readonly trigger: Trigger; readonly at: number; readonly used: boolean }>()

  const check = (id: string): TriggerUse => {
    const entry = issued.get(id)
    if (entry === undefined) return { ok: false, error: 'invalid_trigger_id' }
    if (entry.used) return { ok: false, error: 'exchanged_trigger_id' }
    if (now() - entry.at > LIMITS.time.trigger) return { ok: false, error: 'expired_trigger_id' }
    return { ok: true, trigger: entry.trigger }
  }

  return {
    issue: (trigger) => {
      const id = `${randomInt(1e12, 9e12)}.${randomInt(1e11, 9e11)}.${secretWord()}`
      issued.set(id, { trigger, at: now(), used: false })
      return id
    },
    check,
    exchange: (id) => {
      const use = check(id)
      const entry = issued.get(id)
      if (use.ok && entry !== undefined) issued.set(id, { ...entry, used: true })
      return use
    },
  }
}
