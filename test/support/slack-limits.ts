import type { ModalView } from '@slack/types'
import type { ChannelMessage } from '../../src/views/context.ts'

/**
 * Says what Slack would not take of a message or modal. Written from Slack's Block Kit reference, apart from the
 * product's own table of limits, so that a wrong number there shows.
 */

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Every object in the tree, with its path. */
const objectsIn = (value: unknown, path = '$'): readonly (readonly [string, Json])[] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => objectsIn(item, `${path}[${index}]`))
  if (!isObject(value)) return []
  return [[path, value], ...Object.entries(value).flatMap(([key, item]) => objectsIn(item, `${path}.${key}`))]
}

const stringsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(stringsIn)
  return isObject(value) ? Object.values(value).flatMap(stringsIn) : []
}

type Check = (object: Json) => readonly (readonly [string, boolean])[]

const between = (words: unknown, least: number, most: number): boolean =>
  typeof words === 'string' && words.length >= least && words.length <= most
const plain = (value: unknown, most: number): boolean =>
  isObject(value) && value['type'] === 'plain_text' && between(value['text'], 1, most)
const optional = (value: unknown, holds: (value: unknown) => boolean): boolean => value === undefined || holds(value)

const OPTION: Check = (option) => [
  ['option text 1–75', plain(option['text'], 75)],
  ['option value 1–150', between(option['value'], 1, 150)],
  ['option description 1–75', optional(option['description'], (value) => plain(value, 75))],
]

const CHECKS: Readonly<Record<string, Check>> = {
  plain_text: (object) => [['plain_text 1–3000', between(object['text'], 1, 3000)]],
  // Not wrong for Slack, but nothing here needs it: text from outside could become markup.
  mrkdwn: () => [['no mrkdwn', false]],
  header: (block) => [['header 1–150', plain(block['text'], 150)]],
  context: (block) => [
    ['1–10 elements', list(block['elements']).length >= 1 && list(block['elements']).length <= 10],
    ['elements to 2000', list(block['elements']).every((element) => plain(element, 2000))],
  ],
  actions: (block) => [['1–25 elements', list(block['elements']).length >= 1 && list(block['elements']).length <= 25]],
  input: (block) => [
    ['label 1–2000', plain(block['label'], 2000)],
    ['element', isObject(block['element'])],
  ],
  button: (button) => [
    ['button text 1–75', plain(button['text'], 75)],
    ['button value to 2000', optional(button['value'], (value) => between(value, 1, 2000))],
    ['button url to 3000', optional(button['url'], (value) => between(value, 1, 3000))],
    ['confirm', optional(button['confirm'], (value) => isObject(value) && isConfirm(value))],
  ],
  external_select: (select) => [
    ['placeholder 1–150', plain(select['placeholder'], 150)],
    ['searches at once', select['min_query_length'] === 0],
    [
      'initial option',
      optional(select['initial_option'], (value) => isObject(value) && failed(OPTION(value)).length === 0),
    ],
  ],
  plain_text_input: (input) => [['placeholder 1–150', plain(input['placeholder'], 150)]],
  rich_text: (block) => [['rich_text has elements', list(block['elements']).length > 0]],
  rich_text_list: (block) => [['list has elements', list(block['elements']).length > 0]],
  rich_text_section: (section) => [['section has elements', list(section['elements']).length > 0]],
  text: (element) => [['text is not empty', between(element['text'], 1, 3000)]],
  link: (element) => [['link is http(s)', /^https?:\/\//.test(text(element['url']))]],
  user: (element) => [['user id', /^[UW][A-Z0-9]+$/.test(text(element['user_id']))]],
  usergroup: (element) => [['group id', /^S[A-Z0-9]+$/.test(text(element['usergroup_id']))]],
  channel: (element) => [['channel id', /^[CGD][A-Z0-9]+$/.test(text(element['channel_id']))]],
  emoji: (element) => [['emoji name', /^[a-z0-9_+-]+$/.test(text(element['name']))]],
  date: (element) => [
    ['timestamp in seconds', Number.isInteger(element['timestamp']) && Number(element['timestamp']) < 1e10],
    ['date token', /\{date_\w+\}/.test(text(element['format']))],
    ['fallback', between(element['fallback'], 1, 200)],
  ],
  plan: (block) => [
    ['plan title 1–256', between(block['title'], 1, 256)],
    ['tasks', list(block['tasks']).length > 0 && list(block['tasks']).length <= 50],
  ],
  task_card: (task) => [
    ['task title 1–256', between(task['title'], 1, 256)],
    ['task id', between(task['task_id'], 1, 255)],
    ['status', ['pending', 'in_progress', 'complete', 'error'].includes(text(task['status']))],
  ],
}

const isConfirm = (confirm: Json): boolean =>
  plain(confirm['title'], 100) &&
  plain(confirm['text'], 300) &&
  plain(confirm['confirm'], 30) &&
  plain(confirm['deny'], 30)

const failed = (checks: ReturnType<Check>): readonly string[] =>
  checks.flatMap(([name, holds]) => (holds ? [] : [name]))

const repeated = (ids: readonly unknown[]): boolean => {
  const named = ids.filter((id) => id !== undefined)
  return new Set(named).size < named.length
}

const problemsIn = (blocks: readonly unknown[]): readonly string[] => {
  const objects = objectsIn(blocks, 'blocks')
  const found = objects.flatMap(([path, object]) => {
    const check = CHECKS[text(object['type'])]
    return check === undefined ? [] : failed(check(object)).map((name) => `${path}: ${name}`)
  })
  const ids = objects.flatMap(([path, { block_id: block, action_id: action }]) =>
    [block, action].flatMap((id) => (id === undefined || between(id, 1, 255) ? [] : [`${path}: id 1–255`])),
  )
  const broken = stringsIn(blocks).some((words) => !words.isWellFormed()) ? ['a character was cut through'] : []
  return [
    ...found,
    ...ids,
    ...broken,
    ...(repeated(objects.map(([, object]) => object['block_id'])) ? ['block ids repeat'] : []),
  ]
}

/** What Slack would refuse of a message; empty where it takes it. */
export const messageProblems = ({ text: fallback, blocks }: ChannelMessage): readonly string[] => {
  const characters = stringsIn(blocks).reduce((sum, words) => sum + words.length, 0)
  const surfaces = objectsIn(blocks).filter(([, { type }]) => type === 'alert' || type === 'input')
  return [
    ...problemsIn(blocks),
    ...(blocks.length < 1 || blocks.length > 50 ? [`${blocks.length} blocks`] : []),
    ...(between(fallback, 1, 4000) ? [] : ['text 1–4000']),
    ...(characters > 13_200 ? [`${characters} characters in blocks`] : []),
    ...surfaces.map(([path]) => `${path} is not for messages`),
  ]
}

/** What Slack would refuse of a modal; empty where it takes it. */
export const modalProblems = (view: ModalView): readonly string[] => {
  const { title, close, submit, blocks, private_metadata: metadata = '', callback_id: callback = '' } = view
  const surfaces = objectsIn(blocks).filter(([, { type }]) =>
    ['table', 'plan', 'task_card', 'markdown', 'card'].includes(text(type)),
  )
  const hasInputs = blocks.some(({ type }) => type === 'input')
  return [
    ...problemsIn(blocks),
    ...(blocks.length < 1 || blocks.length > 100 ? [`${blocks.length} blocks`] : []),
    ...([title, close, submit].every((part) => optional(part, (value) => plain(value, 24)))
      ? []
      : ['title, buttons 1–24']),
    ...(hasInputs && submit === undefined ? ['inputs need a submit button'] : []),
    ...(metadata.length > 3000 ? ['private_metadata to 3000'] : []),
    ...(between(callback, 1, 255) ? [] : ['callback_id']),
    ...(JSON.stringify(view).length > 250_000 ? ['250 KB'] : []),
    ...surfaces.map(([path]) => `${path} is not for modals`),
  ]
}

/** What Slack would refuse of the answer to an options request; empty where it takes it. */
export const optionProblems = (answer: object): readonly string[] => {
  const groups = list(Reflect.get(answer, 'option_groups'))
  const options = [
    ...groups.flatMap((group) => (isObject(group) ? list(group['options']) : [])),
    ...list(Reflect.get(answer, 'options')),
  ]
  const emptyGroups = groups.filter((group) => isObject(group) && list(group['options']).length === 0)
  return [
    ...options.flatMap((option) => (isObject(option) ? failed(OPTION(option)) : ['not an option'])),
    ...groups.flatMap((group) => (isObject(group) && plain(group['label'], 75) ? [] : ['group label 1–75'])),
    ...emptyGroups.map(() => 'an empty group'),
    ...(options.length > 100 ? [`${options.length} options in all`] : []),
    ...(stringsIn(options).some((words) => !words.isWellFormed()) ? ['a character was cut through'] : []),
  ]
}

/** All text that a person can read in these blocks: elements of one line together, everything else on lines of its own. */
export const readableText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(readableText).filter(Boolean).join('\n')
  if (!isObject(value)) return ''
  if (value['type'] === 'rich_text_section') return list(value['elements']).map(readableText).join('')
  const own = ['text', 'title', 'fallback'].flatMap((key) => (typeof value[key] === 'string' ? [value[key]] : []))
  return [...own, ...Object.values(value).map(readableText)].filter(Boolean).join('\n')
}
