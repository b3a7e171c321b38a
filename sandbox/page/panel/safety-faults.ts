import type { FaultInput } from '../../lighthouse/control-api.ts'

const action = 'CreateInstanceSnapshot'

/** Everything the next safety snapshot can meet. Each strikes once. */
export const safetyFaults: readonly {
  readonly title: string
  readonly expectation: string
  readonly fault: FaultInput
}[] = [
  {
    title: 'Refuse it: the quota is full',
    expectation: 'The request ends as failed: nothing is rolled back, and the text says how to make room.',
    fault: { action, effect: { kind: 'error', code: 'LimitExceeded.SnapshotQuotaLimitExceeded' } },
  },
  {
    title: 'Refuse it: the disk is busy',
    expectation:
      'The request ends as failed, also after an error that passes; it can be requested again below the end.',
    fault: { action, effect: { kind: 'error', code: 'UnsupportedOperation.DiskBusy' } },
  },
  {
    title: 'Let its creation fail',
    expectation: 'It begins, then the cloud reports FAILED. Nothing is rolled back, and the failed snapshot is named.',
    fault: { action, effect: { kind: 'snapshot-creation-fails' } },
  },
  {
    title: 'Let it vanish halfway',
    expectation: 'It begins, then it is gone. After a minute the request ends as failed, with nothing rolled back.',
    fault: { action, effect: { kind: 'snapshot-creation-fails', how: 'vanishes' } },
  },
  {
    title: 'Let it take a minute',
    expectation: 'The thread shows its percent. Time enough to kill the bot: it goes on, and no second one is made.',
    fault: { action, effect: { kind: 'snapshot-creation-takes', milliseconds: 60_000 } },
  },
  {
    title: 'Lose its answer',
    expectation: 'It begins, but nobody is told. The bot finds it by its name, waits for it, and rolls back.',
    fault: { action, effect: { kind: 'drop', work: 'done' } },
  },
  {
    title: 'Lose its call',
    expectation: 'Nothing begins. After two minutes of looking the request ends as failed, with the name to look for.',
    fault: { action, effect: { kind: 'drop', work: 'not-done' } },
  },
]
