import type { z } from 'zod'
import { BLOCK_TYPES } from './block.ts'

type Issue = z.core.$ZodIssue

const sentence = (issue: Issue): string => {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? `must be less than ${Number(issue.maximum) + 1} characters`
        : issue.origin === 'array'
          ? `no more than ${issue.maximum} items allowed`
          : `must be at most ${issue.maximum}`
    case 'too_small':
      return issue.origin === 'string'
        ? `must be more than ${Number(issue.minimum) - 1} characters`
        : issue.origin === 'array'
          ? `no fewer than ${issue.minimum} items allowed`
          : `must be at least ${issue.minimum}`
    case 'invalid_type':
      return `must provide ${/^[aeio]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys[0] ?? ''}`
    default:
      return issue.message
  }
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown => {
  let value: unknown = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, key)
  }
  return value
}

const pointerOf = (prefix: string, path: readonly PropertyKey[]): string =>
  [prefix, ...path.map((key) => String(key))].join('/')

/**
 * Says what a schema found wrong the way Slack does, for `response_metadata.messages`: one line each, with a JSON
 * pointer below `prefix` (such as `/blocks`).
 */
export const slackMessages = (error: z.ZodError, input: unknown, prefix: string): string[] =>
  error.issues.map((issue) => {
    const parent = issue.path.slice(0, -1)
    const value = valueAt(input, issue.path)
    if (issue.code === 'invalid_union' && issue.path.at(-1) === 'type') {
      if (value === undefined) return `[ERROR] missing required field: type [json-pointer:${pointerOf(prefix, parent)}]`
      const known = typeof value === 'string' && BLOCK_TYPES.has(value)
      return `[ERROR] ${known ? 'unsupported block type here' : 'unsupported type'}: ${String(value)} [json-pointer:${pointerOf(prefix, issue.path)}]`
    }
    if (value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) {
      return `[ERROR] missing required field: ${String(issue.path.at(-1))} [json-pointer:${pointerOf(prefix, parent)}]`
    }
    return `[ERROR] ${sentence(issue)} [json-pointer:${pointerOf(prefix, issue.path)}]`
  })
