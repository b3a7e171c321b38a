import type { Page } from 'playwright-core'
import type { CloudFault } from '../../../sandbox/page/panel/cloud-faults.ts'
import { isPassingRefusal } from '../../../src/services/rollback/passing-refusals.ts'
import type { Language } from '../../../src/words/language.ts'
import { wordsFor } from '../../../src/words/words.ts'
import type { Shots } from './shots.ts'
import type { Team } from './team.ts'

export type Stage = {
  readonly page: Page
  readonly team: Team
  readonly language: Language
  readonly shots: Shots
  readonly faults: readonly CloudFault[]
  /** A part of the names that are wanted. */
  readonly only: string
}

const INSTANCE = 'lhins-4f7h2k9q'
/** Instances that can be rolled back, for what keeps its instance. */
const OTHERS = ['8m2c5x7d', '7k1p4z8n', '2d6r9v3y', '5q8j1g4f', '9x3l7b2h', '6n4s8e1k', '1t5m9c6w', '8h2v6d3p'].concat([
  '4y7z1k5r',
  '3g9f2x8q',
  '7c4b6n1j',
  '5w8t3l9d',
  '2p6k4m7s',
  '9r1d5h8v',
  '6z3q7y2c',
  '1j8g4n6x',
  '4l2s9p7t',
])

const untilEnd = async ({ page, team, language }: Stage, patience: number): Promise<void> => {
  const { succeeded, failed, unconfirmed } = wordsFor(language).card.headline
  const end = new RegExp([succeeded, failed, unconfirmed].join('|'))
  await team.newestCard().getByText(end).first().waitFor({ timeout: patience })
  // The thread is told right before the card is edited; its picture is to be complete.
  await page.waitForTimeout(700)
}

/** A rollback that is refused, by every code. */
const refusals = async (stage: Stage): Promise<void> => {
  const { team, shots, faults } = stage
  for (const { id } of faults.filter(({ effect }) => effect.kind === 'error')) {
    await team.arm('ApplyInstanceSnapshot', id, isPassingRefusal(id) ? 'Three times' : 'Once')
    await team.request(INSTANCE)
    await team.approve()
    await untilEnd(stage, 60_000)
    await shots.take(id, await team.openThread())
    await team.clear()
  }
}

/** A rollback that gets no readable answer, in every way; those that nothing came of end after two minutes. */
const noAnswer = async (stage: Stage): Promise<void> => {
  const { page, team, shots, faults, language } = stage
  const lost = faults.filter(({ effect }) => effect.kind !== 'error')
  const { looking, rolling_back, settling, succeeded } = wordsFor(language).card.headline
  const sent = new RegExp([looking, rolling_back, settling, succeeded].join('|'))
  for (const [index, { id }] of lost.entries()) {
    await team.arm('ApplyInstanceSnapshot', id, 'Once')
    await team.request(`lhins-${OTHERS[index]}`)
    await team.approve()
    await team.newestCard().getByText(sent).first().waitFor({ timeout: 60_000 })
    await team.clear()
  }
  await page.waitForTimeout(150_000)
  for (const [index, { id }] of lost.entries()) await shots.take(id, await team.openThread(`lhins-${OTHERS[index]}`))
}

const READING = [
  'UnauthorizedOperation.NoPermission',
  'InternalError.DescribeInstanceStatus',
  'InvalidParameter.InvalidFilter',
  'RequestLimitExceeded',
  'http-502-done',
  'drop-done',
]

/** Reading that fails: while the form is filled in, at its submission, and from the start. */
const reading = async (stage: Stage): Promise<void> => {
  const { page, team, shots, faults } = stage
  const wanted = faults.filter(({ id }) => READING.includes(id))
  for (const { id } of wanted) {
    const form = await team.openForm(INSTANCE)
    await team.fillForm(form)
    await team.arm('DescribeInstances', id, 'Until cleared')
    await team.submit(form)
    const problem = page.getByRole('dialog', { name: wordsFor(stage.language).modal.problem.title })
    await problem.waitFor()
    await shots.take(`submit-${id}`, problem)
    await team.closeDialog()
    await team.clear()
  }
  for (const action of ['DescribeInstancesDeniedActions', 'DescribeSnapshotsDeniedActions', 'DescribeDisks']) {
    for (const { id } of wanted) {
      await team.arm(action, id, 'Until cleared')
      const form = await team.openForm(INSTANCE)
      await team.fillForm(form)
      await form.getByText(wordsFor(stage.language).modal.checks.remarks).first().waitFor()
      await shots.take(`${action}-${id}`, form)
      await team.closeDialog()
      await team.clear()
    }
  }
  for (const { id } of wanted) {
    await team.arm('DescribeSnapshots', id, 'Until cleared')
    await team.setUpBot({})
    const form = await team.openForm(INSTANCE)
    await page.waitForTimeout(6_000)
    await shots.take(`DescribeSnapshots-${id}`, form)
    await team.closeDialog()
    await team.clear()
  }
  for (const endpoint of ['nobody_listens', 'no_such_name'] as const) {
    await team.setUpBot({ endpoint })
    const form = await team.openForm(INSTANCE)
    await page.waitForTimeout(6_000)
    await shots.take(endpoint, form)
    await team.closeDialog()
  }
  await team.setUpBot({ endpoint: 'local' })
  await page.getByText('Last log lines').click()
  for (const key of ['unknown', 'wrong_secret', 'none'] as const) {
    await team.setUpBot({ key })
    await page.waitForTimeout(4_000)
    await shots.take(`key-${key}`, page.getByLabel('Last log lines of the bot'))
  }
}

const STARTS = [
  'UnauthorizedOperation.NoPermission',
  'UnsupportedOperation.InvalidInstanceState',
  'FailedOperation.InstanceOperationFailed',
  'OperationDenied.InstanceOperationInProgress',
  'ResourceNotFound.InstanceNotFound',
  'http-502-done',
  'drop-not-done',
]

/** An instance that stays stopped, and whose start meets an error. */
const start = async (stage: Stage): Promise<void> => {
  const { page, team, shots, faults, language } = stage
  const words = wordsFor(language)
  for (const [index, { id }] of faults.filter((fault) => STARTS.includes(fault.id)).entries()) {
    const instanceId = ['lhins-4f7h2k9q', 'lhins-8m2c5x7d', 'lhins-7k1p4z8n', 'lhins-5q8j1g4f'][index % 4] ?? INSTANCE
    await team.press('Leave the instance stopped')
    await team.request(instanceId)
    await team.approve()
    await untilEnd(stage, 120_000)
    const thread = await team.openThread()
    await team.arm('StartInstances', id, 'Once')
    await thread.getByRole('button', { name: words.start.button }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.start.confirm.start }).click()
    const told = [words.start.refused.headline, words.start.lost.headline].join('|')
    await thread.getByText(new RegExp(told)).first().waitFor()
    await page.waitForTimeout(id.startsWith('http') || id.startsWith('drop') ? 12_000 : 700)
    await shots.take(id, thread)
    await team.clear()
    await team.press('Put the whole fleet back')
  }
}

const GONE = 'before-release-4.12'

/** What is broken before the request, between the card and its approval, and while the rollback runs. */
type Ending = {
  readonly name: string
  readonly before?: string
  readonly meanwhile?: (team: Team) => Promise<void>
  readonly whileRunning?: (team: Team) => Promise<void>
}

const ENDINGS: readonly Ending[] = [
  { name: 'starts-again' },
  { name: 'left-stopped', before: 'Leave the instance stopped' },
  { name: 'fails', before: 'Let the rollback fail' },
  { name: 'another-id', before: 'Use another request id' },
  { name: 'snapshot-gone', meanwhile: (team) => team.change('Delete this snapshot', INSTANCE, GONE) },
  { name: 'instance-gone', meanwhile: (team) => team.change('Delete this instance', INSTANCE) },
  { name: 'disk-enlarged', meanwhile: (team) => team.change('Enlarge the disk by 20 GB', INSTANCE) },
  {
    name: 'snapshot-gone-while-running',
    before: 'Let it take this long',
    whileRunning: (team) => team.change('Delete this snapshot', INSTANCE, GONE),
  },
]

/** Ends that the cloud's state brings about, not an error code. */
const ends = async (stage: Stage): Promise<void> => {
  const { team, shots, only } = stage
  for (const { name, before, meanwhile, whileRunning } of ENDINGS.filter((each) => each.name.includes(only))) {
    if (before !== undefined) await team.press(before)
    await team.request(INSTANCE)
    await meanwhile?.(team)
    await team.approve()
    if (whileRunning !== undefined) {
      await running(stage)
      await whileRunning(team)
    }
    await untilEnd(stage, 150_000)
    await shots.take(name, await team.openThread())
    await team.clear()
    await team.press('Put the whole fleet back')
  }
}

const running = ({ team, language }: Stage): Promise<void> =>
  team.newestCard().getByText(wordsFor(language).card.headline.rolling_back).first().waitFor()

/** A rollback that runs while it cannot be seen. */
const unseen = async (stage: Stage): Promise<void> => {
  const { page, team, shots, faults, language } = stage
  for (const { id } of faults.filter((fault) => READING.includes(fault.id))) {
    await team.press('Let it take this long')
    await team.request(INSTANCE)
    await team.approve()
    await running(stage)
    await team.arm('DescribeSnapshots', id, 'Until cleared')
    const thread = await team.openThread()
    await thread.getByText(wordsFor(language).thread.unreadable.headline).first().waitFor()
    await page.waitForTimeout(1_500)
    await team.clear()
    await untilEnd(stage, 120_000)
    await shots.take(id, thread)
  }
}

export const walks = { refusals, 'no-answer': noAnswer, reading, start, ends, unseen } as const
