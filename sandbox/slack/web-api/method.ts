import { z } from 'zod'
import { slackMessages } from '../blocks/problems.ts'
import type { Core } from '../core.ts'
import type { TokenKind } from '../credentials.ts'
import type { RateRule } from '../rate-limits.ts'

/** An answer of the Web API, as it goes out in JSON. */
export type Answer = Readonly<Record<string, unknown>> & { readonly ok: boolean }

export type Method = {
  readonly token: TokenKind
  /** One of these scopes is needed; none: any token will do. */
  readonly scopes: readonly string[]
  readonly limit: RateRule
  readonly run: (core: Core, input: Readonly<Record<string, unknown>>) => Answer
}

/** An error in Slack's form, with the lines of `response_metadata.messages` where there are any. */
export const failure = (error: string, messages: readonly string[] = []): Answer =>
  messages.length === 0 ? { ok: false, error } : { ok: false, error, errors: messages, response_metadata: { messages } }

/** A method whose arguments are checked by a schema; what the schema refuses is `invalid_arguments`. */
export const method = <Schema extends z.ZodObject>(definition: {
  readonly token: TokenKind
  readonly scopes: readonly string[]
  readonly limit: RateRule
  readonly input: Schema
  readonly run: (core: Core, input: z.output<Schema>) => Answer
}): Method => ({
  token: definition.token,
  scopes: definition.scopes,
  limit: definition.limit,
  run: (core, input) => {
    const parsed = definition.input.safeParse(input)
    return parsed.success
      ? definition.run(core, parsed.data)
      : failure('invalid_arguments', slackMessages(parsed.error, input, ''))
  },
})

/** Text, also where a form or JSON carried a number. */
export const text = z.union([z.string(), z.number().transform(String)])

/** A flag as forms carry it (`1`, `true`), or JSON. Left out: false. */
export const flag = z
  .union([z.boolean(), z.string(), z.number()])
  .optional()
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true')

/** A count, also where a form carried it as text. */
export const wholeNumber = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)])

/** JSON in a form's field, or the value itself; text that is no JSON stays text. */
export const json = z.unknown().transform((value) => {
  if (typeof value !== 'string') return value
  try {
    const parsed: unknown = JSON.parse(value)
    return parsed
  } catch {
    return value
  }
})

/** How pages of these items go on: by the item that comes next, so that what is posted meanwhile shifts nothing. */
export type Order<T> = {
  readonly keyOf: (item: T) => string
  /** Whether the item is the one with this key, or would come after it. */
  readonly isReached: (item: T, key: string) => boolean
}

/** A page of `items` from a cursor on. Undefined: the cursor is none of ours. */
export const page = <T>(
  items: readonly T[],
  cursor: string | undefined,
  limit: number,
  order: Order<T>,
): { readonly items: readonly T[]; readonly next: string } | undefined => {
  const key = cursor === undefined || cursor === '' ? null : keyIn(cursor)
  if (key === undefined) return undefined
  const rest = key === null ? items : items.slice(firstFrom(items, (item) => order.isReached(item, key)))
  const next = rest[limit]
  return {
    items: rest.slice(0, limit),
    next: next === undefined ? '' : Buffer.from(`next:${order.keyOf(next)}`).toString('base64'),
  }
}

const firstFrom = <T>(items: readonly T[], holds: (item: T) => boolean): number => {
  const index = items.findIndex(holds)
  return index === -1 ? items.length : index
}

const keyIn = (cursor: string): string | undefined =>
  /^next:([\w.]+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1]
