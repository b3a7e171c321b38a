import { describe, expect, it } from 'vitest'
import { commandOf, suggestedCommands } from '../../../sandbox/page/components/command-line.ts'
import { initialsOf, readableOn } from '../../../sandbox/page/components/initials.ts'
import { matchingOptions, optionOf } from '../../../sandbox/page/elements/option-source.ts'
import { chosenOptions, valueOfOptions } from '../../../sandbox/page/elements/select-value.ts'
import { modalValues } from '../../../sandbox/page/state/modal-values.ts'
import { safeUrl } from '../../../sandbox/page/text/inline.ts'
import { permalinkOf } from '../../../sandbox/page/text/permalink.ts'
import type { PageModal } from '../../../sandbox/slack/page-api.ts'

const commands = [{ command: '/lighthouse', description: 'Roll back', usageHint: 'rollback' }]
const plain = (text: string) => ({ type: 'plain_text', text }) as const

describe('the composer', () => {
  it('suggests commands while one is being typed', () => {
    expect(suggestedCommands('/', commands)).toEqual(commands)
    expect(suggestedCommands('/LIGHT', commands)).toEqual(commands)
    expect(suggestedCommands('/other', commands)).toEqual([])
    expect(suggestedCommands('/lighthouse rollback', commands)).toEqual([])
    expect(suggestedCommands('see /lighthouse', commands)).toEqual([])
  })

  it('tells a command from its text, and both from a message', () => {
    expect(commandOf('/lighthouse  rollback shop web', commands)).toEqual({
      command: '/lighthouse',
      text: 'rollback shop web',
    })
    expect(commandOf('/lighthouse', commands)).toEqual({ command: '/lighthouse', text: '' })
    expect(commandOf('/unknown x', commands)).toBeUndefined()
    expect(commandOf('hello', commands)).toBeUndefined()
  })
})

describe('pickers', () => {
  const workspace = { people: [optionOf('Ana', 'UANA')], channels: [] }

  it('search without regard to case and leave out empty groups', () => {
    const list = [
      { label: plain('Tokyo'), options: [{ text: plain('shop-web-1'), value: 'a' }] },
      { label: plain('Seoul'), options: [{ text: plain('blog'), value: 'b' }] },
    ]
    expect(matchingOptions(list, ' SHOP').map((group) => group.label?.text)).toEqual(['Tokyo'])
    expect(matchingOptions(list, '')).toEqual(list)
  })

  it('show what the person chose over what the app put there, also when it is nothing', () => {
    const initial = { text: plain('first'), value: '1' }
    const select = { type: 'external_select', initial_option: initial } as const
    expect(chosenOptions(select, undefined, workspace)).toEqual([initial])
    expect(chosenOptions(select, { type: 'external_select', selected_option: null }, workspace)).toEqual([])
  })

  it('tell ids where people are chosen, and show their names again', () => {
    const select = { type: 'users_select' } as const
    const value = valueOfOptions(select, [optionOf('Ana', 'UANA')])
    expect(value).toEqual({ type: 'users_select', selected_user: 'UANA' })
    expect(chosenOptions(select, value, workspace)).toEqual([optionOf('Ana', 'UANA')])
  })
})

describe('an open modal', () => {
  it('keeps what was typed here, only as long as the input is there', () => {
    const typed = { type: 'plain_text_input', value: 'typed' } as const
    const modal: PageModal = {
      viewId: 'V1',
      hash: '1',
      callbackId: '',
      title: plain('Title'),
      blocks: [
        {
          type: 'input',
          block_id: 'here',
          label: plain('Reason'),
          element: { type: 'plain_text_input', action_id: 'a' },
        },
      ],
      values: { here: { a: { type: 'plain_text_input', value: 'older' } } },
      errors: {},
      submitting: false,
    }
    expect(modalValues(modal, { here: { a: typed }, gone: { a: typed } })).toEqual({ here: { a: typed } })
  })
})

describe('people and links', () => {
  it.each([
    ['Ana Duarte', 'AD'],
    ['陈晓', '晓'],
    ['Gus', 'G'],
  ])('draws %s with the initials %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })

  it('writes initials in what can be read on the colour', () => {
    expect([readableOn('#12355b'), readableOn('#ffd166')]).toEqual(['#ffffff', '#000000'])
  })

  it('knows links to messages, with and without their thread, from other links', () => {
    expect(permalinkOf('http://127.0.0.1:3400/archives/C0LIGHTHSE/p1700000000000100')).toEqual({
      channelId: 'C0LIGHTHSE',
      ts: '1700000000.000100',
    })
    expect(permalinkOf('https://a.slack.com/archives/C1/p1700000001000200?thread_ts=1700000000.000100&cid=C1')).toEqual(
      { channelId: 'C1', ts: '1700000001.000200', threadTs: '1700000000.000100' },
    )
    expect(permalinkOf('https://a.slack.com/archives/C1')).toBeUndefined()
  })

  it('follows no address that could run something', () => {
    expect(safeUrl('javascript:alert(1)')).toBeUndefined()
    expect(safeUrl('data:text/html,x')).toBeUndefined()
    expect(safeUrl('https://a.b')).toBe('https://a.b')
  })
})
