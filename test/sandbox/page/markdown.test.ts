import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '../../../sandbox/page/text/markdown.ts'

describe('the Markdown of a markdown block', () => {
  it('knows headings, lists, quotes, rules and code', () => {
    const source = [
      '## Title',
      'words',
      'more',
      '',
      '- one',
      '- **two**',
      '1. first',
      '> said',
      '---',
      '```',
      '# code',
      '```',
    ].join('\n')
    expect(parseMarkdown(source)).toEqual([
      { type: 'heading', level: 2, children: [text('Title')] },
      { type: 'paragraph', children: [text('words\nmore')] },
      { type: 'list', isOrdered: false, items: [[text('one')], [{ type: 'bold', children: [text('two')] }]] },
      { type: 'list', isOrdered: true, items: [[text('first')]] },
      { type: 'quote', children: [text('said')] },
      { type: 'rule' },
      { type: 'preformatted', text: '# code' },
    ])
  })

  it('knows styles, links, code spans, escapes and emoji within a line', () => {
    expect(parseMarkdown('*a* __b__ ~~c~~ `d*` [e](https://f.g) \\*h\\* :x:')).toEqual([
      {
        type: 'paragraph',
        children: [
          { type: 'italic', children: [text('a')] },
          text(' __b__ '),
          { type: 'strike', children: [text('c')] },
          text(' '),
          { type: 'code', text: 'd*' },
          text(' '),
          { type: 'link', url: 'https://f.g', children: [text('e')] },
          text(' *h* ❌'),
        ],
      },
    ])
  })

  it('takes a code block that never ends as one to the end', () => {
    expect(parseMarkdown('```\nopen')).toEqual([{ type: 'preformatted', text: 'open' }])
  })
})

const text = (words: string) => ({ type: 'text', text: words }) as const
