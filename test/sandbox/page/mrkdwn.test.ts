import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Inline, TextBlock } from '../../../sandbox/page/text/inline.ts'
import { parseInlineMrkdwn, parseMrkdwn } from '../../../sandbox/page/text/mrkdwn.ts'

describe('mrkdwn, as Slack shows it', () => {
  it('makes words bold, italic and struck through, also inside each other', () => {
    expect(inline('*bold* _it ~gone~_')).toEqual([
      { type: 'bold', children: [text('bold')] },
      text(' '),
      { type: 'italic', children: [text('it '), { type: 'strike', children: [text('gone')] }] },
    ])
  })

  it.each(['2 * 3 * 4', 'snake_case_name', '* not bold*', '*not bold *', 'a*b*c', '**'])(
    'leaves %j as it is',
    (words) => {
      expect(inline(words)).toEqual([text(words)])
    },
  )

  it('keeps everything inside a code span literal, except for the escapes', () => {
    expect(inline('`*a* <@U1> &lt;b&gt;`')).toEqual([{ type: 'code', text: '*a* <@U1> <b>' }])
  })

  it('turns the escapes back into & < and >, once', () => {
    expect(inline('a &amp;lt; b &lt;!channel&gt;')).toEqual([text('a &lt; b <!channel>')])
  })

  it('reads mentions of people, channels, groups and everybody', () => {
    expect(inline('<@U012AB> <#C0LIGHTHSE|ops> <!subteam^S01> <!here>')).toEqual([
      { type: 'user', id: 'U012AB' },
      text(' '),
      { type: 'channel', id: 'C0LIGHTHSE', label: 'ops' },
      text(' '),
      { type: 'usergroup', id: 'S01' },
      text(' '),
      { type: 'broadcast', range: 'here' },
    ])
  })

  it('reads links with and without words, and finds bare addresses without their full stop', () => {
    expect(inline('<https://a.b/c?d=1&amp;e=2|the *docs*> or https://x.y/z.')).toEqual([
      {
        type: 'link',
        url: 'https://a.b/c?d=1&e=2',
        children: [text('the '), { type: 'bold', children: [text('docs')] }],
      },
      text(' or '),
      { type: 'link', url: 'https://x.y/z', children: [text('https://x.y/z')] },
      text('.'),
    ])
  })

  it('leaves bare addresses alone in a verbatim text', () => {
    expect(parseInlineMrkdwn('see https://x.y', true)).toEqual([text('see https://x.y')])
  })

  it('reads a date with its format, its link and its fallback', () => {
    expect(inline('<!date^1700000000^{date_short} at {time}^https://a.b|2023>')).toEqual([
      { type: 'date', timestamp: 1700000000, format: '{date_short} at {time}', fallback: '2023', url: 'https://a.b' },
    ])
  })

  it('knows the shortcodes of emoji and leaves unknown ones', () => {
    expect(inline(':warning: :no_such_emoji: 10:30:45')).toEqual([text('⚠️ :no_such_emoji: 10:30:45')])
  })

  it('puts quoted lines and code blocks apart', () => {
    expect(parseMrkdwn('before\n&gt; quoted\n> too\n```\ncode *not bold*\n```after')).toEqual([
      { type: 'paragraph', children: [text('before')] },
      { type: 'quote', children: [text('quoted\ntoo')] },
      { type: 'preformatted', text: 'code *not bold*' },
      { type: 'paragraph', children: [text('after')] },
    ])
  })

  it('quotes all the rest after >>>', () => {
    expect(parseMrkdwn('>>> all\nof\nthis')).toEqual([{ type: 'quote', children: [text('all\nof\nthis')] }])
  })

  it('loses no letter of any text, and never fails', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'é', '*', '_', '~', '`', ' ', '\n', '&', ';', ':') }),
        (source) => {
          const letters = (words: string) => [...words].filter((letter) => letter === 'a' || letter === 'é').length
          expect(letters(parseMrkdwn(source).map(wordsOfBlock).join(''))).toBe(letters(source))
        },
      ),
    )
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (source) => Array.isArray(parseMrkdwn(source))))
  })
})

const text = (words: string) => ({ type: 'text', text: words }) as const
const inline = (source: string) => parseInlineMrkdwn(source, false)

function wordsOfBlock(block: TextBlock): string {
  if (block.type === 'preformatted') return block.text
  return 'children' in block ? block.children.map(wordsOfPiece).join('') : ''
}

function wordsOfPiece(piece: Inline): string {
  if ('children' in piece) return piece.children.map(wordsOfPiece).join('')
  return 'text' in piece ? piece.text : ''
}
