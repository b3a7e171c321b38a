/** What one check found. A `note` is worth knowing and fails nothing. */
export type Finding = {
  readonly result: 'ok' | 'note' | 'failed'
  /** What was checked, in a few words. */
  readonly what: string
  /** What was found; for a failure also what to do. */
  readonly detail: string
}

export const ok = (what: string, detail: string): Finding => ({ result: 'ok', what, detail })
export const note = (what: string, detail: string): Finding => ({ result: 'note', what, detail })
export const failed = (what: string, detail: string, remedy: string): Finding => ({
  result: 'failed',
  what,
  detail: `${detail}. ${remedy}`,
})

const MARKS: Readonly<Record<Finding['result'], string>> = { ok: 'ok    ', note: 'note  ', failed: 'FAILED' }

/** One line a check, for a terminal. */
export const findingLine = ({ result, what, detail }: Finding): string => `${MARKS[result]}  ${what}: ${detail}`
