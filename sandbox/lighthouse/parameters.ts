/** Reads a call's parameters and refuses what does not fit with the API's common codes. */
import type { z } from 'zod'
import { Refusal } from './refusal.ts'

/**
 * @throws {Refusal} UnknownParameter for a member the action does not have, MissingParameter for a required one
 *   that is absent, InvalidParameter for one of the wrong type
 */
export function readParameters<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys')
  if (unknown) {
    const name = [...unknown.path, unknown.keys[0] ?? ''].join('.')
    throw new Refusal('UnknownParameter', {
      english: `The parameter \`${name}\` is not recognized.`,
      chinese: `未知参数 \`${name}\`。`,
    })
  }
  const [issue] = issues
  const name = issue?.path.join('.') ?? ''
  if (issue && valueAt(input, issue.path) === undefined) {
    throw new Refusal('MissingParameter', {
      english: `The request is missing the required parameter \`${name}\`.`,
      chinese: `缺少必要参数 \`${name}\`。`,
    })
  }
  throw new Refusal('InvalidParameter', {
    english: `The parameter \`${name}\` has an invalid type or value.`,
    chinese: `参数 \`${name}\` 的类型或取值不合法。`,
  })
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  )
}

/**
 * Checks a list of ids.
 *
 * @param malformedCode the code for an id that does not match `pattern`
 * @throws {Refusal} InvalidParameterValue.LimitExceeded above `most`, .OutOfRange for none, .Duplicated, or `malformedCode`
 */
export function checkIds(ids: readonly string[], most: number, pattern: RegExp, malformedCode: string): void {
  if (ids.length > most) {
    throw new Refusal('InvalidParameterValue.LimitExceeded', {
      english: `At most ${most} ids can be given in one request.`,
      chinese: `单次请求最多传入 ${most} 个 ID。`,
    })
  }
  if (ids.length === 0) {
    throw new Refusal('InvalidParameterValue.OutOfRange', {
      english: 'At least one id has to be given.',
      chinese: '至少传入一个 ID。',
    })
  }
  for (const id of ids) checkId(id, pattern, malformedCode)
  if (new Set(ids).size < ids.length) {
    throw new Refusal('InvalidParameterValue.Duplicated', {
      english: 'The ids contain duplicates.',
      chinese: 'ID 列表存在重复。',
    })
  }
}

export function checkId(id: string, pattern: RegExp, malformedCode: string): void {
  if (!pattern.test(id)) {
    throw new Refusal(malformedCode, { english: `The ID ${id} is malformed.`, chinese: `ID ${id} 格式非法。` })
  }
}

export const instanceIdPattern = /^lhins-[0-9a-z]{8}$/
export const snapshotIdPattern = /^lhsnap-[0-9a-z]{8}$/
export const diskIdPattern = /^lhdisk-[0-9a-z]{8}$/
