import type { KnownBlock } from '@slack/types'
import type { ChannelMessage } from './context.ts'
import { LIMITS } from './limits.ts'
import { clip } from './plain.ts'

/**
 * Keeps a message below Slack's limits for all its blocks together: what stands in the middle goes first, the
 * headline and what stands last (what to do, the buttons) stay.
 */
export const fitMessage = ({ text, blocks }: ChannelMessage): ChannelMessage => {
  const kept = [...blocks]
  while (kept.length > 2 && !fits(kept)) kept.splice(Math.floor(kept.length / 2), 1)
  return { text: clip(text, LIMITS.message.text), blocks: kept }
}

const fits = (blocks: readonly KnownBlock[]): boolean =>
  blocks.length <= LIMITS.message.blocks && charactersIn(blocks) <= LIMITS.message.charactersInBlocks

/** All characters that people can read in these blocks, those in dialogs behind buttons included. */
const charactersIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + charactersIn(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce<number>(
    (sum, item) => sum + (typeof item === 'string' ? item.length : charactersIn(item)),
    0,
  )
}
