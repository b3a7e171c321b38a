import { type Sentence, strong, user } from '../words/parts.ts'
import { rich } from './blocks.ts'
import type { ChannelMessage, Context } from './context.ts'
import { LENGTHS } from './limits.ts'
import { line, richElements, sentenceLine, text } from './rich.ts'

/** What `/lighthouse help` tells of the configuration. */
export type HelpFacts = {
  /** Where requests are posted and decided. */
  readonly channelId: string
  /** Ids of people and groups, or `channel` for every full member of the channel. */
  readonly approvers: 'channel' | readonly string[]
  readonly approvalsRequired: number
}

export const helpMessage = (
  { channelId, approvers, approvalsRequired }: HelpFacts,
  context: Context,
): ChannelMessage => {
  const { help, ends } = context.words
  const listed = approvers === 'channel' ? help.channelMembers : people(approvers, ends.more)
  return {
    text: help.headline,
    blocks: [
      rich(
        sentenceLine([strong(help.headline)], context),
        sentenceLine([strong(help.commandsHeading)], context),
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: [
            command('/lighthouse rollback', help.rollback, context),
            command('/lighthouse help', help.help, context),
          ],
        },
        sentenceLine([strong(help.howHeading)], context),
        {
          type: 'rich_text_list',
          style: 'ordered',
          elements: help.steps(user(channelId)).map((step) => sentenceLine(step, context)),
        },
        sentenceLine([strong(help.approversHeading)], context),
        sentenceLine(listed, context),
        sentenceLine(help.required(approvalsRequired), context),
      ),
    ],
  }
}

const command = (words: string, meaning: Sentence, context: Context) =>
  line(text(words, { code: true }), text(' '), ...richElements(meaning, context))

const people = (approvers: readonly string[], more: (count: number) => Sentence): Sentence => {
  const shown = approvers.slice(0, LENGTHS.people)
  const listed = shown.flatMap((slackId, index): Sentence => (index === 0 ? [user(slackId)] : [' ', user(slackId)]))
  const rest = approvers.length - shown.length
  return rest > 0 ? [...listed, ' ', ...more(rest)] : listed
}
