import { INSTANCE, putBack, running, type Stage, untilCardShows, untilEnd } from './stage.ts'
import type { Wishes } from './team.ts'

const GONE = 'before-release-4.12'

/** What is broken before the request, between the card and its approval, and while the rollback runs or is looked for. */
type Ending = {
  readonly name: string
  readonly wishes?: Wishes
  readonly before?: (stage: Stage) => Promise<void>
  readonly meanwhile?: (stage: Stage) => Promise<void>
  readonly afterwards?: (stage: Stage) => Promise<void>
}

const press =
  (button: string) =>
  ({ team }: Stage): Promise<void> =>
    team.press(button)
const change =
  (button: string, snapshotName?: string) =>
  ({ team }: Stage): Promise<void> =>
    team.change(button, INSTANCE, snapshotName)
const arm =
  (action: string, faultId: string) =>
  ({ team }: Stage): Promise<void> =>
    team.arm(action, faultId, 'Until cleared')

const ENDINGS: readonly Ending[] = [
  { name: 'starts-again' },
  { name: 'left-stopped', before: press('Leave the instance stopped') },
  { name: 'fails', before: press('Let the rollback fail') },
  { name: 'another-id', before: press('Use another request id') },
  { name: 'snapshot-gone', meanwhile: change('Delete this snapshot', GONE) },
  { name: 'instance-gone', meanwhile: change('Delete this instance') },
  { name: 'disk-enlarged', meanwhile: change('Enlarge the disk by 20 GB') },
  { name: 'rescue-mode', meanwhile: change('Put it into rescue mode') },
  { name: 'by-hand-before', meanwhile: change('Roll back by hand', GONE) },
  { name: 'not-readable-before', meanwhile: arm('DescribeInstances', 'UnauthorizedOperation.NoPermission') },
  { name: 'unknown-code-before', meanwhile: arm('DescribeSnapshots', 'Unheard.OfCode') },
  {
    name: 'unreadable-before',
    meanwhile: arm('DescribeInstances', 'http-502-not-done'),
    afterwards: async ({ page, team }) => {
      await page.waitForTimeout(8_000)
      await team.clear()
    },
  },
  {
    name: 'by-hand-same-snapshot',
    before: press('Lose the call'),
    afterwards: async (stage) => {
      await untilCardShows(stage, ['looking'])
      await stage.team.change('Roll back by hand', INSTANCE, GONE)
    },
  },
  {
    name: 'by-hand-other-snapshot',
    before: press('Lose the call'),
    afterwards: async (stage) => {
      await untilCardShows(stage, ['looking'])
      await stage.team.change('Roll back by hand', INSTANCE, 'before-php-upgrade')
    },
  },
  {
    name: 'killed',
    before: ({ team }) => team.arm('ApplyInstanceSnapshot', 'never-done', 'Once'),
    afterwards: async (stage) => {
      await untilCardShows(stage, ['applying'])
      await stage.team.press('Kill the bot (kill -9)')
      await stage.page.waitForTimeout(2_000)
      await stage.team.press('Start the bot')
    },
  },
  {
    name: 'snapshot-gone-while-running',
    before: press('Let it take this long'),
    afterwards: async (stage) => {
      await running(stage)
      await stage.team.change('Delete this snapshot', INSTANCE, GONE)
    },
  },
  { name: 'dry-run', wishes: { dryRun: true } },
  { name: 'dry-run-with-safety', wishes: { dryRun: true, safety: true } },
  { name: 'dry-run-disk-enlarged', wishes: { dryRun: true }, meanwhile: change('Enlarge the disk by 20 GB') },
]

/** Ends that the cloud's state brings about, not an error code of the rollback. */
export const ends = async (stage: Stage): Promise<void> => {
  const { team, shots, only } = stage
  for (const { name, wishes, before, meanwhile, afterwards } of ENDINGS.filter((each) => each.name.includes(only))) {
    await before?.(stage)
    await team.request(INSTANCE, wishes)
    await meanwhile?.(stage)
    await team.approve()
    await afterwards?.(stage)
    await untilEnd(stage, 150_000)
    await shots.take(name, await team.openThread())
    await putBack(stage)
  }
}
