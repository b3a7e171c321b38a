import { type Explanation, type Part, type Sentence, sentence } from '../parts.ts'

/** What one person is told privately. */
export const answers = {
  theChannel: 'The channel of the requests',
  mayNotDecide: 'You cannot decide on this request',
  refusal: {
    requester: {
      what: sentence`You asked for this rollback, so somebody else must decide.`,
      next: sentence`You can cancel it.`,
    },
    deactivated: { what: sentence`Your account is deactivated.`, next: null },
    bot: { what: sentence`A bot cannot decide.`, next: null },
    guest: { what: sentence`Guests of the workspace cannot decide.`, next: sentence`Ask a full member to decide.` },
    external: {
      what: sentence`People from other workspaces cannot decide.`,
      next: sentence`Ask a member of this workspace to decide.`,
    },
    not_approver: {
      what: sentence`You are not among those who may approve.`,
      next: sentence`Ask one of the approvers; the operator of the bot sets who they are.`,
    },
    already_approved: {
      what: sentence`You have approved already; each approval must come from a different person.`,
      next: sentence`Ask another approver.`,
    },
    approversEmpty: (source: Part): Explanation => ({
      what: sentence`${source} names nobody who may approve.`,
      next: sentence`The operator of the bot must put approvers there.`,
    }),
    approversUnreadable: (source: Part, detail: Part): Explanation => ({
      what: sentence`Who may approve could not be read from ${source} (${detail}).`,
      next: sentence`Try again in a minute; if it stays so, tell the operator of the bot.`,
    }),
  },
  mayNotStart: 'You cannot start the instance',
  startNotNow: {
    headline: 'Your click changed nothing',
    asked: (by: Part): Sentence => sentence`${by} has already asked for the instance to be started.`,
    held: sentence`Another request for the instance is open.`,
    next: sentence`Look at the thread; the instance can also be started in the console.`,
  },
  mayNotRequest: 'You cannot request a rollback',
  requestRefusal: {
    deactivated: { what: sentence`Your account is deactivated.`, next: null },
    bot: { what: sentence`A bot cannot request a rollback.`, next: null },
    guest: {
      what: sentence`Guests of the workspace cannot request rollbacks.`,
      next: sentence`Ask a full member to do it.`,
    },
    external: {
      what: sentence`People from other workspaces cannot request rollbacks.`,
      next: sentence`Ask a member of this workspace to do it.`,
    },
    not_in_channel: {
      what: sentence`Only members of the channel in which requests are decided can request rollbacks.`,
      next: sentence`Ask somebody in that channel to add you.`,
    },
    person_unreadable: (detail: Part): Explanation => ({
      what: sentence`Slack did not tell who you are (${detail}), so nothing is shown.`,
      next: sentence`Try again in a minute.`,
    }),
  },
  mayNotCancel: {
    headline: 'You cannot cancel this request',
    what: (requester: Part): Sentence => sentence`Only ${requester}, who asked for it, can cancel it.`,
    next: sentence`If you may approve, you can deny it.`,
  },
  tooLate: {
    headline: 'Your click changed nothing',
    denied: (by: Part): Sentence => sentence`${by} has already denied the request.`,
    cancelled: (by: Part): Sentence => sentence`${by} has already cancelled the request.`,
    expired: sentence`The request has already expired.`,
    approved: (by: Sentence): Sentence => sentence`The request has already been approved, by `.concat(by, '.'),
    ended: (headline: string): Sentence => sentence`The request has ended: ${headline}.`,
    waiting: sentence`The request changed in the same moment. Look at its card and press again if you still want to.`,
    next: sentence`The card shows how it stands.`,
  },
  deadline: {
    headline: 'Too late to decide',
    what: (decideBy: Part): Sentence => sentence`The time for a decision ended ${decideBy}. The request expires.`,
    next: sentence`If the rollback is still needed, it can be requested again.`,
  },
  digestMismatch: {
    headline: 'Your click changed nothing',
    what: sentence`What this button stood for is not what the request holds.`,
    next: sentence`Look at the card as it is now and decide anew. If this happens again, tell the operator of the bot.`,
  },
  unknownRequest: {
    headline: 'Unknown request',
    what: sentence`The bot does not know this request; its records may have been moved or restored.`,
    next: sentence`Request the rollback anew.`,
  },
  personUnreadable: {
    headline: 'Your click changed nothing',
    what: (detail: Part): Sentence =>
      sentence`Slack did not tell who you are (${detail}), so your click could not count.`,
    next: sentence`Press again in a minute.`,
  },
  submitted: { headline: 'Request posted' },
  problem: {
    taken: {
      headline: 'Another request holds the instance',
      what: sentence`It is open, or its outcome is still being watched. Only one at a time is possible.`,
      next: sentence`Wait for its end, or join in there.`,
    },
  },
  modalNotOpened: {
    headline: 'The form could not be opened',
    what: sentence`Slack lets a form be opened only within three seconds of the command.`,
    next: sentence`Type the command again.`,
  },
  unexpected: {
    headline: 'Something went wrong',
    what: (errorId: Part): Sentence => sentence`The bot could not finish this. The error is in its log as ${errorId}.`,
    next: sentence`Try again; if it stays so, give this id to the operator of the bot.`,
  },
  link: 'See the request',
}
