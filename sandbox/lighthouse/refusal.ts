/** One sentence in the two languages the API answers in. */
export type Words = { readonly english: string; readonly chinese: string }

/** Ends a call with an error envelope; thrown so that every check can end it from any depth. */
export class Refusal extends Error {
  readonly code: string
  readonly words: Words

  constructor(code: string, words: Words) {
    super(words.english)
    this.code = code
    this.words = words
  }
}
