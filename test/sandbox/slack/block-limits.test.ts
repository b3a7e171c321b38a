import { describe, expect, test } from 'vitest'
import { CHANNEL, codeOf, givenSlack, letters, plain, section, times } from './given.ts'
import {
  actions,
  button,
  confirm,
  image,
  input,
  type Json,
  modal,
  openings,
  option,
  select,
  task,
  textInput,
} from './given-blocks.ts'

/** What is measured, its limit, and a block that has so much of it. */
type Case = readonly [what: string, limit: number, block: (size: number) => Json]

const EVERYWHERE: readonly Case[] = [
  ['characters of a section', 3000, (size) => section(letters(size))],
  ['fields of a section', 10, (size) => ({ type: 'section', fields: times(size, () => plain('f')) })],
  ['characters of a field', 2000, (size) => ({ type: 'section', fields: [plain(letters(size))] })],
  ['characters of a header', 150, (size) => ({ type: 'header', text: plain(letters(size)) })],
  ['elements of a context', 10, (size) => ({ type: 'context', elements: times(size, () => plain('c')) })],
  ['elements of actions', 25, (size) => actions(...times(size, button))],
  ['characters of a block_id', 255, (size) => ({ ...section('x'), block_id: letters(size) })],
  ['characters of an action_id', 255, (size) => actions(button(0, { action_id: letters(size) }))],
  ['characters of a button', 75, (size) => actions(button(0, { text: plain(letters(size)) }))],
  ['characters of a button’s value', 2000, (size) => actions(button(0, { value: letters(size) }))],
  ['characters of a button’s url', 3000, (size) => actions(button(0, { url: letters(size) }))],
  ['characters of a confirm title', 100, (size) => confirm({ title: plain(letters(size)) })],
  ['characters of a confirm text', 300, (size) => confirm({ text: plain(letters(size)) })],
  ['characters of a confirm button', 30, (size) => confirm({ confirm: plain(letters(size)) })],
  ['characters of a deny button', 30, (size) => confirm({ deny: plain(letters(size)) })],
  ['options of a select', 100, (size) => select({ options: times(size, option) })],
  [
    'groups of a select',
    100,
    (size) => select({ option_groups: times(size, (index) => ({ label: plain('G'), options: [option(index)] })) }),
  ],
  [
    'options of a group',
    100,
    (size) => select({ option_groups: [{ label: plain('G'), options: times(size, option) }] }),
  ],
  ['characters of an option', 75, (size) => select({ options: [option(0, { text: plain(letters(size)) })] })],
  ['characters of an option’s value', 150, (size) => select({ options: [option(0, { value: letters(size) })] })],
  [
    'characters of an option’s description',
    75,
    (size) => select({ options: [option(0, { description: plain(letters(size)) })] }),
  ],
  ['characters of a placeholder', 150, (size) => select({ options: [option(0)], placeholder: plain(letters(size)) })],
  ['radio buttons', 10, (size) => actions({ type: 'radio_buttons', action_id: 'r', options: times(size, option) })],
  ['checkboxes', 10, (size) => actions({ type: 'checkboxes', action_id: 'c', options: times(size, option) })],
  [
    'options of an overflow menu',
    5,
    (size) => actions({ type: 'overflow', action_id: 'o', options: times(size, option) }),
  ],
  ['characters of a context’s text', 2000, (size) => ({ type: 'context', elements: [plain(letters(size))] })],
  [
    'characters of a group’s label',
    75,
    (size) => select({ option_groups: [{ label: plain(letters(size)), options: [option(0)] }] }),
  ],
  [
    'characters of a button’s accessibility label',
    75,
    (size) => actions(button(0, { accessibility_label: letters(size) })),
  ],
  ['characters of an image’s title', 2000, (size) => ({ ...image, title: plain(letters(size)) })],
  ['characters of an alt text', 2000, (size) => ({ ...image, alt_text: letters(size) })],
  ['characters of an image address', 3000, (size) => ({ ...image, image_url: letters(size) })],
]

const IN_MESSAGES: readonly Case[] = [
  ['characters of markdown', 12_000, (size) => ({ type: 'markdown', text: letters(size) })],
  ['rows of a table', 100, (size) => ({ type: 'table', rows: times(size, () => [{ type: 'raw_text', text: 'x' }]) })],
  ['cells of a row', 20, (size) => ({ type: 'table', rows: [times(size, () => ({ type: 'raw_text', text: 'x' }))] })],
  ['characters of a plan’s title', 256, (size) => ({ type: 'plan', title: letters(size) })],
  [
    'tasks of a plan',
    50,
    (size) => ({
      type: 'plan',
      title: 'P',
      tasks: times(size, (index) => ({ type: 'task_card', task_id: `${index}`, title: 'T', status: 'pending' })),
    }),
  ],
]

const IN_PLANS: readonly Case[] = [
  ['characters of a task’s title', 256, (size) => ({ ...task, title: letters(size) })],
  ['characters of a task’s id', 255, (size) => ({ ...task, task_id: letters(size) })],
]

const IN_MODALS: readonly Case[] = [
  ['characters of an alert', 3000, (size) => ({ type: 'alert', text: plain(letters(size)) })],
  ['characters of a label', 2000, (size) => input(textInput, { label: plain(letters(size)) })],
  ['characters of a hint', 2000, (size) => input(textInput, { hint: plain(letters(size)) })],
  ['characters of an initial value', 3000, (size) => input({ ...textInput, initial_value: letters(size) })],
  ['max_length of a text input', 3000, (size) => input({ ...textInput, max_length: size })],
]

test.each([...EVERYWHERE, ...IN_MESSAGES, ...IN_PLANS])('a message: %s, at most %d', async (_, limit, block) => {
  const { client } = await givenSlack()
  const post = (size: number) => codeOf(client.apiCall('chat.postMessage', { channel: CHANNEL, blocks: [block(size)] }))

  expect([await post(limit), await post(limit + 1)]).toEqual(['ok', 'invalid_blocks'])
})

test.each([...EVERYWHERE, ...IN_MODALS])('a modal: %s, at most %d', async (_, limit, block) => {
  const codes = await openings([modal({ blocks: [block(limit)] }), modal({ blocks: [block(limit + 1)] })])

  expect(codes).toEqual(['ok', 'invalid_arguments'])
})

describe('a modal as a whole', () => {
  test.each<Case>([
    ['characters of its title', 24, (size) => modal({ title: plain(letters(size)) })],
    ['characters of its submit button', 24, (size) => modal({ submit: plain(letters(size)) })],
    ['characters of its close button', 24, (size) => modal({ close: plain(letters(size)) })],
    ['characters of private_metadata', 3000, (size) => modal({ private_metadata: letters(size) })],
    ['characters of its callback_id', 255, (size) => modal({ callback_id: letters(size) })],
    ['characters of its external_id', 255, (size) => modal({ external_id: letters(size) })],
    ['blocks', 100, (size) => modal({ blocks: times(size, () => section('x')) })],
  ])('%s, at most %d', async (_, limit, view) => {
    expect(await openings([view(limit), view(limit + 1)])).toEqual(['ok', 'invalid_arguments'])
  })

  test('at most 250 KB', async () => {
    const large = modal({ blocks: times(90, () => section(letters(2800))) })

    expect(await openings([large])).toEqual(['view_too_large'])
  })

  test('inputs need a submit button', async () => {
    const view = modal({ blocks: [input(textInput)] })
    const { submit: _, ...without } = view

    expect(await openings([view, without])).toEqual(['ok', 'invalid_arguments'])
  })
})
