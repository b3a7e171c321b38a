/**
 * Which of many texts can hold a word at all, by the pairs of letters in them: one bit a text and pair, so that a word
 * that few texts hold is found without a look at the others. Making it costs a step a letter; it takes 130 bytes a text.
 */
export type LetterPairs = {
  /**
   * The first text at or after a position that has all pairs of letters of all words. It may still lack a word; none
   * that has them all is left out.
   * @param words as `pairsIn` gave them
   * @returns its position; the number of texts where there is none
   */
  readonly candidate: (words: readonly number[], from: number) => number
}

/** Different pairs may share a bucket: that only makes a candidate more. */
const BUCKETS = 1_024
const BITS = 32

const bucketAt = (text: string, at: number): number => (text.charCodeAt(at) * 37 + text.charCodeAt(at + 1)) % BUCKETS

/** The pairs of letters of words, as `candidate` takes them. */
export const pairsIn = (words: readonly string[]): readonly number[] =>
  words.flatMap((word) => Array.from({ length: word.length - 1 }, (_, at) => bucketAt(word, at)))

export const letterPairsOf = (texts: readonly string[]): LetterPairs => {
  const width = Math.ceil(texts.length / BITS)
  const bits = new Uint32Array(BUCKETS * width)
  for (const [position, text] of texts.entries()) {
    const place = Math.floor(position / BITS)
    const bit = 1 << (position % BITS)
    for (let at = 0; at + 1 < text.length; at += 1) {
      const index = bucketAt(text, at) * width + place
      bits[index] = (bits[index] ?? 0) | bit
    }
  }
  return {
    candidate: (words, from) => {
      // In the first word of bits, those before `from` do not count.
      let left = -1 << (from % BITS)
      for (let place = Math.floor(from / BITS); place < width; place += 1) {
        for (const pair of words) left &= bits[pair * width + place] ?? 0
        const first = place * BITS + (BITS - 1 - Math.clz32(left & -left))
        if (left !== 0) return Math.min(first, texts.length)
        left = -1
      }
      return texts.length
    },
  }
}
