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

/** @param facts null where they are not known: the help then says who sets them */
export const helpMessage = (context: Context, facts: HelpFacts | null = null): ChannelMessage => {
  const { help } = context.words
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
            command('/lighthouse rollback --dry-run', help.dryRun, context),
            command('/lighthouse help', help.help, context),
          ],
        },
        sentenceLine([strong(help.howHeading)], context),
        {
          type: 'rich_text_list',
          style: 'ordered',
          elements: help
            .steps(facts === null ? help.theChannel : user(facts.channelId))
            .map((step) => sentenceLine(step, context)),
        },
        sentenceLine([strong(help.approversHeading)], context),
        ...approverSentences(facts, context).map((sentence) => sentenceLine(sentence, context)),
      ),
    ],
  }
}

const approverSentences = (facts: HelpFacts | null, { words }: Context): readonly Sentence[] => {
  const { help, ends } = words
  if (facts === null) return [help.approversUnknown]
  const { approvers, approvalsRequired } = facts
  if (approvers.length === 0) return [help.approversUnknown]
  const listed = approvers === 'channel' ? help.channelMembers : people(approvers, ends.more)
  return [listed, help.required(approvalsRequired)]
}

const command = (words: string, meaning: Sentence, context: Context) =>
  line(text(words, { code: true }), text(' '), ...richElements(meaning, context))

const people = (approvers: readonly string[], more: (count: number) => Sentence): Sentence => {
  const shown = approvers.slice(0, LENGTHS.people)
  const listed = shown.flatMap((slackId, index): Sentence => (index === 0 ? [user(slackId)] : [' ', user(slackId)]))
  const rest = approvers.length - shown.length
  return rest > 0 ? [...listed, ' ', ...more(rest)] : listed
}
