import { describe, expect, it } from 'vitest'
import { sourcesIn, typePartsOf } from './sources.ts'

/** What the compiler would believe without a proof: `any`, casts, and "this is not null". */

const FORBIDDEN = {
  'the type any': /\bany\b/,
  // A rename in an import or export (`type A as B`) is no cast.
  'a cast': /(?<!\btype\s+\w+\s+)\bas\b(?!\s+const\b)/,
  'an assertion that something is not null': /!/,
} as const

/** Files at a trust boundary that may cast, each with its reason there. None needs to. */
const MAY_CAST: readonly string[] = []

const findingsIn = (text: string): readonly string[] =>
  typePartsOf(text)
    .filter((part) => !/^(import|export)\b.*\bfrom\b/.test(part.text))
    .flatMap((part) =>
      Object.entries(FORBIDDEN)
        .filter(([, pattern]) => pattern.test(part.text))
        .map(([what]) => `${part.line}: ${what}`),
    )

describe('the sources', () => {
  it.each(['src', 'sandbox', 'test'])('of %s prove what they say: no any, no casts, no assertions', (folder) => {
    const sources = sourcesIn(folder)
    expect(sources.length).toBeGreaterThan(50)
    const found = sources
      .filter(({ path }) => !MAY_CAST.includes(path))
      .flatMap(({ path, text }) => findingsIn(text).map((finding) => `${path}:${finding}`))
    expect(found).toEqual([])
  })

  it('silence no tool', () => {
    // Put together here, since this file is one of them.
    const silencers = [
      ['@ts', 'ignore'],
      ['@ts', 'expect-error'],
      ['@ts', 'nocheck'],
      ['biome', 'ignore'],
    ].map((parts) => parts.join('-'))
    const found = sourcesIn('src', 'sandbox', 'test').flatMap(({ path, text }) =>
      silencers.filter((words) => text.includes(words)).map((words) => `${path}: ${words}`),
    )
    expect(found).toEqual([])
  })
})

describe('finding them', () => {
  it.each([
    ['const a = b as Foo', ['1: a cast']],
    ['const a = (b as unknown) as Foo', ['1: a cast']],
    ['const a =\n  b as\n  Foo', ['2: a cast']],
    ['const a: any = b', ['1: the type any']],
    ['const a = (b: Map<string, any>) => b', ['1: the type any']],
    ['const a = b!.c', ['1: an assertion that something is not null']],
    ['const a = b![0]', ['1: an assertion that something is not null']],
  ])('sees %j', (text, expected) => {
    expect(findingsIn(text)).toEqual(expected)
  })

  it.each([
    'const a = [1] as const',
    'const a = { b: 1 } as const satisfies Foo',
    "import { type A as B, c } from './x.ts'",
    "import type { A as B } from './x.ts'",
    "import { a as b } from './x.ts'",
    "const a = 'as any other!' // as any other!",
    'const a = `$' + '{b} as any` /* as any */',
    'type A = {\n  /** Any, as in `any`! */\n  readonly b: string\n}',
    'const a = !b && b !== c',
  ])('does not mistake %j', (text) => {
    expect(findingsIn(text)).toEqual([])
  })
})
