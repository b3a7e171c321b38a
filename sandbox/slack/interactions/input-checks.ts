import type { Block } from '../blocks/block.ts'
import type { InputElement } from '../blocks/elements.ts'
import { isEmpty } from '../initial-values.ts'
import type { ElementValue, StateValues } from '../values.ts'

const textProblem = (element: InputElement, text: string): string | undefined => {
  switch (element.type) {
    case 'plain_text_input':
      if (element.min_length !== undefined && text.length < element.min_length)
        return `Must be at least ${element.min_length} characters.`
      return text.length > (element.max_length ?? 3000)
        ? `Must be less than ${(element.max_length ?? 3000) + 1} characters.`
        : undefined
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'Must be a valid email address.'
    case 'url_text_input':
      return URL.canParse(text) ? undefined : 'Must be a valid URL.'
    case 'number_input':
      return numberProblem(element, text)
    default:
      return undefined
  }
}

const numberProblem = (element: InputElement & { readonly type: 'number_input' }, text: string): string | undefined => {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number)) return 'Must be a valid number.'
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return 'Must be a whole number.'
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Must be at least ${element.min_value}.`
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Must be at most ${element.max_value}.`
  return undefined
}

const problemOf = (element: InputElement, value: ElementValue | undefined, isOptional: boolean): string | undefined => {
  if (value === undefined || isEmpty(value) || ('value' in value && value.value === ''))
    return isOptional ? undefined : 'Please complete this required field.'
  return 'value' in value && value.value !== null ? textProblem(element, value.value) : undefined
}

/** What Slack itself finds wrong before it tells the app of a submission: sentences by block id. */
export const inputErrors = (blocks: readonly Block[], values: StateValues): Readonly<Record<string, string>> => {
  const errors: Record<string, string> = {}
  for (const block of blocks) {
    if (block.type !== 'input' || block.block_id === undefined) continue
    const value = values[block.block_id]?.[block.element.action_id ?? '']
    const problem = problemOf(block.element, value, block.optional === true)
    if (problem !== undefined) errors[block.block_id] = problem
  }
  return errors
}
