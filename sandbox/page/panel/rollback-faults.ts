import type { FaultInput } from '../../lighthouse/control-api.ts'

/** Something to arm for the next rollback: a short name, and what the team will see. */
export type RollbackFault = {
  readonly title: string
  readonly expectation: string
  readonly fault: FaultInput
}

const action = 'ApplyInstanceSnapshot'

/** Everything the next rollback can meet besides a plain refusal. Each strikes once. */
export const rollbackFaults: readonly RollbackFault[] = [
  {
    title: 'Lose the answer',
    expectation:
      'The rollback begins, but nobody is told. The bot does not call again: it looks, finds it and follows it.',
    fault: { action, effect: { kind: 'drop', work: 'done' } },
  },
  {
    title: 'Lose the call',
    expectation: 'Nothing begins and no answer comes. After two minutes of looking the request ends as unconfirmed.',
    fault: { action, effect: { kind: 'drop', work: 'not-done' } },
  },
  {
    title: 'Answer 502, though it began',
    expectation: 'The same as a lost answer: the bot finds the rollback by looking, and says so in the thread.',
    fault: { action, effect: { kind: 'http-status', status: 502, work: 'done' } },
  },
  {
    title: 'Answer 502 and do nothing',
    expectation: 'The bot cannot know that nothing began. It looks, and ends as unconfirmed rather than call twice.',
    fault: { action, effect: { kind: 'http-status', status: 502, work: 'not-done' } },
  },
  {
    title: 'Stall the answer halfway',
    expectation: 'The bot waits until its time-out, then looks for the rollback and follows it.',
    fault: { action, effect: { kind: 'stalled-body', work: 'done' } },
  },
  {
    title: 'Garble the answer',
    expectation: 'An answer that cannot be read counts as none: the bot looks for the rollback and follows it.',
    fault: { action, effect: { kind: 'malformed-json', work: 'done' } },
  },
  {
    title: 'Let the rollback fail',
    expectation:
      'The cloud accepts, then reports FAILED. The thread says so, that the disk may be changed in part, and where to look.',
    fault: { action, effect: { kind: 'rollback', plan: { outcome: 'fails', failsAtPercent: 62 } } },
  },
  {
    title: 'Leave the instance stopped',
    expectation: 'The rollback succeeds and the instance stays STOPPED. The end message names that state.',
    fault: { action, effect: { kind: 'rollback', plan: { powerAfter: 'left-stopped' } } },
  },
  {
    title: 'Use another request id',
    expectation:
      'The running rollback carries an id that is not the answer’s. The bot follows it after a minute and tells both ids.',
    fault: { action, effect: { kind: 'rollback', plan: { requestId: 'different' } } },
  },
]

/** How long the next rollback takes. */
export const durations = [
  { title: '10 seconds', milliseconds: 10_000 },
  { title: '1 minute', milliseconds: 60_000 },
  { title: '5 minutes', milliseconds: 300_000 },
  { title: '20 minutes', milliseconds: 1_200_000 },
] as const

/** The next rollback lasts so long. */
export function durationFault(milliseconds: number): FaultInput {
  return { action, effect: { kind: 'rollback', plan: { milliseconds } } }
}
