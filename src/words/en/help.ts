import { plural } from '../durations.ts'
import { type Part, type Sentence, sentence } from '../parts.ts'

/** Words of `/lighthouse help`. */
export const help = {
  headline: 'Roll a Lighthouse instance back to a snapshot',
  commandsHeading: 'Commands',
  rollback: sentence`opens the form. A name or an id behind it finds the instance: /lighthouse rollback shop-web-1`,
  dryRun: sentence`opens it as a dry run, which goes the whole way, approval included, and changes nothing.`,
  help: sentence`shows this.`,
  howHeading: 'How it goes',
  steps: (channel: Part): readonly Sentence[] => [
    sentence`You choose an instance and one of its snapshots and say why.`,
    sentence`The request appears in ${channel}, with what will be lost.`,
    sentence`Somebody else approves or denies it there. You can cancel it.`,
    sentence`Once approved, it is checked again and run once. The thread tells how it goes and how it ends.`,
  ],
  approversHeading: 'Who may approve',
  theChannel: 'the requests channel',
  approversUnknown: sentence`The operator of the bot sets who may approve; never the requester.`,
  channelMembers: sentence`every full member of the channel`,
  required: (count: number): Sentence =>
    sentence`${count} ${plural(count, { one: 'approval is', other: 'approvals are' })} needed, never from the requester.`,
}
