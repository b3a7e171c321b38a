import { wordsFor } from '../../../src/words/words.ts'
import { DOCUMENTED_ERRORS } from '../../services/lighthouse/documented-errors.ts'
import { INSTANCE, putBack, type Stage, untilCardShows, untilEnd } from './stage.ts'

const WITH_SAFETY = { safety: true } as const

type Act = {
  readonly name: string
  readonly walk: (stage: Stage, name: string) => Promise<void>
  /** Nothing was changed or left armed, so that nothing must be put back. */
  readonly isHarmless?: true
}

/** Requests and approves with a safety snapshot, and takes the picture of how it ended. */
const toTheEnd = async (stage: Stage, name: string): Promise<void> => {
  await stage.team.request(INSTANCE, WITH_SAFETY)
  await stage.team.approve()
  await untilEnd(stage, 200_000)
  await stage.shots.take(name, await stage.team.openThread())
}

const after =
  (button: string): Act['walk'] =>
  async (stage, name) => {
    await stage.team.press(button)
    await toTheEnd(stage, name)
  }

const refused = (code: string): Act => ({
  name: `refused-${code}`,
  isHarmless: true,
  walk: async (stage, name) => {
    await stage.team.arm('CreateInstanceSnapshot', code, 'Once')
    await stage.team.request(INSTANCE, WITH_SAFETY)
    await stage.team.approve()
    await untilEnd(stage, 60_000)
    await stage.shots.take(name, await stage.team.openThread(), 'replies')
  },
})

/** The form of an instance, once what it says of the room for a safety snapshot is known. */
const form = async ({ page, team, shots }: Stage, name: string): Promise<void> => {
  const shown = await team.openForm(INSTANCE)
  await page.waitForTimeout(4_000)
  await shots.take(name, shown)
  await team.closeDialog()
}

const undone: Act['walk'] = async (stage, name) => {
  const { page, team, shots, language } = stage
  const words = wordsFor(language)
  await toTheEnd(stage, name)
  const thread = await team.openThread()
  await thread.getByRole('button', { name: words.safety.undo.button }).click()
  const undo = page.getByRole('dialog', { name: words.modal.title })
  await undo.getByText(words.loss.heading).first().waitFor()
  await page.waitForTimeout(4_000)
  await shots.take(`${name}-form`, undo)
  await team.submit(undo)
  await page.getByRole('dialog', { name: words.modal.submitted.title }).waitFor()
  await team.closeDialog()
  await team.approve()
  await untilEnd(stage, 120_000)
  await shots.take(`${name}-undone`, await team.openThread())
}

/** Presses Undo after somebody has deleted the safety snapshot in the console. */
const nothingToUndo: Act['walk'] = async (stage, name) => {
  const { page, team, shots, language } = stage
  const words = wordsFor(language)
  await toTheEnd(stage, name)
  await team.change('Delete this snapshot', INSTANCE, 'keeper-')
  const thread = await team.openThread()
  await thread.getByRole('button', { name: words.safety.undo.button }).click()
  const gone = page.getByRole('dialog')
  await gone.waitFor()
  await page.waitForTimeout(3_000)
  await shots.take(`${name}-pressed`, gone)
  await team.closeDialog()
}

const ACTS: readonly Act[] = [
  ...(DOCUMENTED_ERRORS['CreateInstanceSnapshot'] ?? []).map(refused),
  refused('Unheard.OfCode'),
  { name: 'undo', walk: undone },
  { name: 'deleted-before-undo', walk: nothingToUndo },
  { name: 'answer-lost', walk: after('Lose its answer') },
  { name: 'call-lost', walk: after('Lose its call') },
  { name: 'creation-fails', walk: after('Let its creation fail') },
  { name: 'vanishes', walk: after('Let it vanish halfway') },
  {
    name: 'rollback-refused-after-it',
    walk: async (stage, name) => {
      await stage.team.arm('ApplyInstanceSnapshot', 'FailedOperation.SnapshotOperationFailed', 'Once')
      await toTheEnd(stage, name)
    },
  },
  {
    name: 'rollback-fails-after-it',
    walk: async (stage, name) => {
      await stage.team.press('Let the rollback fail')
      await toTheEnd(stage, name)
    },
  },
  {
    name: 'quota-full-in-the-form',
    walk: async (stage, name) => {
      await stage.team.press('Fill the quota')
      await form(stage, name)
    },
  },
  {
    name: 'quota-unreadable-in-the-form',
    walk: async (stage, name) => {
      await stage.team.arm('DescribeGeneralResourceQuotas', 'UnauthorizedOperation.NoPermission', 'Until cleared')
      await stage.team.setUpBot({})
      await form(stage, name)
    },
  },
  {
    name: 'quota-unreadable-to-the-end',
    walk: async (stage, name) => {
      await stage.team.arm('DescribeGeneralResourceQuotas', 'http-502-done', 'Until cleared')
      await toTheEnd(stage, name)
    },
  },
  {
    name: 'quota-filled-before-approval',
    walk: async (stage, name) => {
      await stage.team.request(INSTANCE, WITH_SAFETY)
      await stage.team.press('Fill the quota')
      await stage.team.approve()
      await untilEnd(stage, 60_000)
      await stage.shots.take(name, await stage.team.openThread())
    },
  },
  {
    name: 'unreadable-while-it-is-made',
    walk: async (stage, name) => {
      const { page, team, shots } = stage
      await team.press('Let it take a minute')
      await team.request(INSTANCE, WITH_SAFETY)
      await team.approve()
      await untilCardShows(stage, ['safety_creating'])
      await team.arm('DescribeSnapshots', 'UnauthorizedOperation.NoPermission', 'Until cleared')
      const thread = await team.openThread()
      const { headline } = wordsFor(stage.language).thread.unreadable
      await thread.getByText(headline).first().waitFor({ timeout: 90_000 })
      await page.waitForTimeout(1_500)
      await shots.take(`${name}-meanwhile`, thread)
      await team.clear()
      await untilEnd(stage, 150_000)
      await shots.take(name, thread)
    },
  },
  // The last one: its instance stays under watch.
  {
    name: 'rollback-lost-after-it',
    walk: async (stage, name) => {
      await stage.team.press('Lose the call')
      await toTheEnd(stage, name)
    },
  },
]

/** Safety snapshots that cannot be had, and what becomes of those that can. */
export const safety = async (stage: Stage): Promise<void> => {
  for (const { name, walk, isHarmless } of ACTS.filter((act) => act.name.includes(stage.only))) {
    await walk(stage, name)
    if (isHarmless !== true) await putBack(stage)
  }
}
