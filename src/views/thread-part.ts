import type { KnownBlock, RichTextBlockElement } from '@slack/types'
import { type Account, accountGroups } from './account.ts'
import { rich } from './blocks.ts'
import type { Context } from './context.ts'
import { emoji, line, text } from './rich.ts'

/** What one entry contributes to a message in the thread. */
export type ThreadPart = {
  /** Our own words: the message's `text` begins with them too. */
  readonly headline: string
  /** The rest of the fallback, ready to send. */
  readonly fallback: string
  readonly blocks: readonly KnownBlock[]
}

/** A headline with the emoji of its state, what follows it at once, and what follows in paragraphs of its own. */
export const headed = (
  shortcode: string,
  headline: string,
  elements: readonly RichTextBlockElement[],
  ...paragraphs: readonly (readonly RichTextBlockElement[])[]
): readonly KnownBlock[] => [
  rich(line(emoji(shortcode), text(' '), text(headline, { bold: true })), ...elements),
  ...paragraphs.map((paragraph) => rich(...paragraph)),
]

/** A headline and an account: what happened stands right below it, the facts and what to do in paragraphs. */
export const headedAccount = (
  shortcode: string,
  headline: string,
  told: Account,
  context: Context,
): readonly KnownBlock[] => {
  const [what = [], ...paragraphs] = accountGroups(told, context)
  return headed(shortcode, headline, what, ...paragraphs)
}
