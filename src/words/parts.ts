/**
 * What sentences are made of. Our own words are strings; everything that comes from people or the cloud is a part of
 * its own kind, so that the renderers (`src/views`) can show it where no markup in it means anything.
 */
export type Part =
  | string
  /** Text from people or the cloud, shown on one line. */
  | { readonly kind: 'quoted'; readonly text: string }
  /** The same, shown bold: a name that the eye looks for. */
  | { readonly kind: 'name'; readonly text: string }
  /** An id, code or region: code style where it has the form of one. */
  | { readonly kind: 'id'; readonly text: string }
  | { readonly kind: 'user'; readonly userId: string }
  /** A moment in milliseconds since the UNIX epoch, shown in each reader's own time zone. */
  | { readonly kind: 'date'; readonly at: number }
  /** Our own words, bold. */
  | { readonly kind: 'strong'; readonly text: string }

export type Sentence = readonly Part[]

/** What happened or what it means, and what a person can do about it. */
export type Explanation = { readonly what: Sentence; readonly next: Sentence | null }

/** Builds a sentence: `` sentence`Approved by ${user(id)}.` `` */
export const sentence = (strings: TemplateStringsArray, ...slots: readonly (Part | number)[]): Sentence =>
  strings.flatMap((text, index): readonly Part[] => {
    const slot = slots[index]
    const words = text === '' ? [] : [text]
    if (slot === undefined) return words
    return [...words, typeof slot === 'number' ? String(slot) : slot]
  })

/** A fact that the cloud or a person gave; a dash where it is missing. */
export const quoted = (value: string | number | null | undefined): Part => ({
  kind: 'quoted',
  text: String(value ?? '—'),
})
export const name = (text: string): Part => ({ kind: 'name', text })
export const id = (text: string | number | null | undefined): Part => ({ kind: 'id', text: String(text ?? '—') })
export const user = (userId: string): Part => ({ kind: 'user', userId })
export const date = (at: number): Part => ({ kind: 'date', at })
export const strong = (text: string): Part => ({ kind: 'strong', text })

/** Puts sentences behind one another with `separator` between them; an empty one leaves no gap. */
export const joined = (sentences: readonly Sentence[], separator: string): Sentence =>
  sentences.filter((one) => one.length > 0).flatMap((one, index) => (index === 0 ? one : [separator, ...one]))

/** Text after text becomes one text, so that renderers make no more elements than needed. */
export const merged = (parts: Sentence): Sentence => {
  const kept: Part[] = []
  for (const part of parts) {
    const last = kept.at(-1)
    if (typeof part === 'string' && typeof last === 'string') kept.splice(-1, 1, last + part)
    else kept.push(part)
  }
  return kept
}
