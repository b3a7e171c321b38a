import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeTarget, encodeTarget } from '../../src/views/ids.ts'
import { decodeModalMetadata, encodeModalMetadata } from '../../src/views/modal-metadata.ts'
import { clip, fewLines, oneLine, withoutMarkup } from '../../src/views/plain.ts'
import { hostileText } from '../support/hostile.ts'

describe('clipping', () => {
  test('keeps what fits and marks what it cuts', () => {
    expect(clip('shop-web-1', 10)).toBe('shop-web-1')
    expect(clip('shop-web-10', 10)).toBe('shop-web-…')
  })

  test('never cuts through what a reader sees as one character', () => {
    const family = '👩‍👩‍👧‍👦'
    expect(clip(family.repeat(3), family.length * 2 + 1)).toBe(`${family.repeat(2)}…`)
    expect(clip(`e\u0301e\u0301e\u0301`, 4)).toBe('e\u0301…')
  })

  test('is never longer than asked for, and never cuts a surrogate pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 200 }), (text, limit) => {
        const clipped = clip(text.toWellFormed(), limit)
        expect(clipped.length).toBeLessThanOrEqual(limit)
        expect(clipped.isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('one line', () => {
  test('is one visible line of at most the given length', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 10, max: 200 }), (text, limit) => {
        const line = oneLine(text, limit)
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u200b\u202a-\u202e]/u)
        expect(line.trim()).not.toBe('')
        expect(line.length).toBeLessThanOrEqual(limit)
      }),
    )
  })

  test('shows a dash where nothing is visible', () => {
    expect(oneLine(' \u200b\u200d\n', 80)).toBe('—')
  })

  test('keeps right-to-left text from turning what stands around it', () => {
    expect(oneLine('متجر 12', 80)).toBe('\u2068متجر 12\u2069')
    expect(oneLine('\u202egnp.exe', 80)).toBe('gnp.exe')
  })
})

test('few lines keep a person’s own line breaks, but not a thousand of them', () => {
  expect(fewLines('first\r\n\r\nsecond', 500)).toBe('first\nsecond')
  expect(fewLines('a\n'.repeat(1000), 500).split('\n').length).toBeLessThanOrEqual(20)
})

describe('a fallback text', () => {
  test('escapes what Slack would read as a mention or a link', () => {
    expect(withoutMarkup('<!channel> & <https://evil.example|click>')).toBe(
      '&lt;!channel&gt; &amp; &lt;https꞉//evil.example∣click&gt;',
    )
  })

  test('takes out formats and emoji, and leaves names as they can be searched for', () => {
    expect(withoutMarkup('*bold* _italic_ ~struck~ `code` :x:')).not.toMatch(/[*~`:]|(?<!\w)_|_(?!\w)/)
    expect(withoutMarkup('db_main_2')).toBe('db_main_2')
  })
})

describe('what a button carries', () => {
  test('comes back as it went', () => {
    expect(decodeTarget(encodeTarget('R-1', 'abc'))).toEqual({ requestId: 'R-1', digest: 'abc' })
  })

  test.each(['', '{', '[]', '{"requestId":"R-1"}', '{"requestId":1,"digest":"a"}', 'null'])(
    'is refused where it is %s',
    (value) => {
      expect(decodeTarget(value)).toBeNull()
    },
  )
})

describe('what the modal carries', () => {
  const metadata = {
    channelId: 'C1',
    preselected: null,
    region: 'ap-tokyo',
    instanceId: 'lhins-1',
    snapshotId: null,
    dryRun: true,
  }

  test('comes back as it went', () => {
    expect(decodeModalMetadata(encodeModalMetadata({ ...metadata, filter: 'shop' }))).toEqual({
      v: 1,
      ...metadata,
      filter: 'shop',
    })
  })

  test('stays below Slack’s limit whatever it is', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (filter, id) => {
        const encoded = encodeModalMetadata({ ...metadata, filter, instanceId: id, snapshotId: id, preselected: id })
        expect(encoded.length).toBeLessThanOrEqual(3000)
        expect(decodeModalMetadata(encoded)).not.toBeNull()
      }),
    )
  })

  test.each(['', '{}', '{"v":2}'])('is refused where it is %s', (text) => {
    expect(decodeModalMetadata(text)).toBeNull()
  })
})
