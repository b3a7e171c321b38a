import { INSTANCE, putBack, running, type Stage, untilCardShows, untilEnd } from './stage.ts'
import type { Wishes } from './team.ts'

const GONE = 'before-release-4.12'

/** What is broken before the request, between the card and its approval, and while the rollback runs or is looked for. */
type Ending = {
  readonly name: string
  readonly instanceId?: string
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

/** Somebody rolls the instance back by hand while the bot looks for its own rollback. */
const byHandMeanwhile =
  (instanceId: string, snapshotName: string) =>
  async (stage: Stage): Promise<void> => {
    await untilCardShows(stage, ['looking'])
    await stage.team.change('Roll back by hand', instanceId, snapshotName)
  }

/** These take a minute or two, so they wait for their ends together, each with an instance of its own. */
const SLOW_ENDINGS: readonly (Ending & { readonly instanceId: string })[] = [
  { name: 'left-stopped', instanceId: 'lhins-5q8j1g4f', before: press('Leave the instance stopped') },
  { name: 'another-id', instanceId: 'lhins-9x3l7b2h', before: press('Use another request id') },
  {
    name: 'by-hand-same-snapshot',
    instanceId: 'lhins-1t5m9c6w',
    before: press('Lose the call'),
    afterwards: byHandMeanwhile('lhins-1t5m9c6w', 'nightly'),
  },
  {
    name: 'by-hand-other-snapshot',
    instanceId: 'lhins-7k1p4z8n',
    before: press('Lose the call'),
    afterwards: byHandMeanwhile('lhins-7k1p4z8n', 'quarterly-2'),
  },
  {
    name: 'snapshot-gone-while-running',
    instanceId: 'lhins-8h2v6d3p',
    before: press('Let it take this long'),
    afterwards: async (stage) => {
      await running(stage)
      await stage.team.change('Delete this snapshot', 'lhins-8h2v6d3p', 'fixtures loaded')
    },
  },
]

const ENDINGS: readonly Ending[] = [
  { name: 'starts-again' },
  { name: 'fails', before: press('Let the rollback fail') },
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
    name: 'killed',
    before: ({ team }) => team.arm('ApplyInstanceSnapshot', 'never-done', 'Once'),
    afterwards: async (stage) => {
      await untilCardShows(stage, ['applying'])
      await stage.team.press('Kill the bot (kill -9)')
      await stage.page.waitForTimeout(2_000)
      await stage.team.press('Start the bot')
    },
  },
  { name: 'dry-run', wishes: { dryRun: true } },
  { name: 'dry-run-with-safety', wishes: { dryRun: true, safety: true } },
  { name: 'dry-run-disk-enlarged', wishes: { dryRun: true }, meanwhile: change('Enlarge the disk by 20 GB') },
]

const begin = async (stage: Stage, ending: Ending): Promise<void> => {
  const { instanceId = INSTANCE, wishes, before, meanwhile, afterwards } = ending
  await before?.(stage)
  await stage.team.request(instanceId, wishes)
  await meanwhile?.(stage)
  await stage.team.approve()
  await afterwards?.(stage)
}

const slowEnds = async (stage: Stage, endings: typeof SLOW_ENDINGS): Promise<void> => {
  for (const ending of endings) {
    await begin(stage, ending)
    // What was armed has struck by then, and strikes nothing else.
    await untilCardShows(stage, ['looking', 'rolling_back', 'settling', 'succeeded', 'unconfirmed'])
  }
  if (endings.length === 0) return
  await stage.page.waitForTimeout(150_000)
  for (const { name, instanceId } of endings) await stage.shots.take(name, await stage.team.openThread(instanceId))
  await putBack(stage)
}

/** Ends that the cloud's state brings about, not an error code of the rollback. */
export const ends = async (stage: Stage): Promise<void> => {
  const isWanted = ({ name }: Ending): boolean => name.includes(stage.only)
  await slowEnds(stage, SLOW_ENDINGS.filter(isWanted))
  for (const ending of ENDINGS.filter(isWanted)) {
    await begin(stage, ending)
    await untilEnd(stage, 150_000)
    await stage.shots.take(ending.name, await stage.team.openThread())
    await putBack(stage)
  }
}
