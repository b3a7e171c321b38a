import { isPassingRefusal } from '../../../src/services/rollback/passing-refusals.ts'
import { wordsFor } from '../../../src/words/words.ts'
import { ends } from './ends.ts'
import { safety } from './safety.ts'
import { INSTANCE, running, type Stage, untilCardShows, untilEnd } from './stage.ts'

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

/** A rollback that is refused, by every code. */
const refusals = async (stage: Stage): Promise<void> => {
  const { team, shots, faults } = stage
  for (const { id } of faults.filter(({ effect }) => effect.kind === 'error')) {
    await team.arm('ApplyInstanceSnapshot', id, isPassingRefusal(id) ? 'Three times' : 'Once')
    await team.request(INSTANCE)
    await team.approve()
    await untilEnd(stage, 60_000)
    await shots.take(id, await team.openThread(), 'replies')
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
  for (const endpoint of ['nobody_listens', 'no_such_name', 'no_tls'] as const) {
    await team.setUpBot({ endpoint })
    const form = await team.openForm(INSTANCE)
    await page.waitForTimeout(6_000)
    await shots.take(endpoint, form)
    await team.closeDialog()
  }
  await team.setUpBot({ endpoint: 'local' })
  await page.getByText('Last log lines', { exact: true }).click()
  for (const key of ['unknown', 'wrong_secret', 'none'] as const) {
    await team.setUpBot({ key })
    await page.waitForTimeout(4_000)
    const log = page.getByLabel('Last log lines of the bot')
    await log.evaluate((box) => box.scrollTo(0, box.scrollHeight))
    await shots.take(`key-${key}`, log)
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

/** Instances that run, each to be left stopped by its rollback. */
const RUNNING = ['4f7h2k9q', '8m2c5x7d', '7k1p4z8n', '5q8j1g4f', '9x3l7b2h', '1t5m9c6w', '8h2v6d3p']

/** An instance that stays stopped, and whose start meets an error; that it stays so is told after a minute and a half. */
const start = async (stage: Stage): Promise<void> => {
  const { page, team, shots, faults, language } = stage
  const words = wordsFor(language)
  const wanted = faults.filter((fault) => STARTS.includes(fault.id)).slice(0, RUNNING.length)
  for (const index of wanted.keys()) {
    await team.press('Leave the instance stopped')
    await team.request(`lhins-${RUNNING[index]}`)
    await team.approve()
    await untilCardShows(stage, ['rolling_back', 'settling'])
  }
  await page.waitForTimeout(100_000)
  for (const [index, { id }] of wanted.entries()) {
    const thread = await team.openThread(`lhins-${RUNNING[index]}`)
    await team.arm('StartInstances', id, 'Once')
    await thread.getByRole('button', { name: words.start.button }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.start.confirm.start }).click()
    const told = [words.start.refused.headline, words.start.lost.headline].join('|')
    await thread.getByText(new RegExp(told)).first().waitFor()
    await page.waitForTimeout(id.startsWith('http') || id.startsWith('drop') ? 12_000 : 700)
    await shots.take(id, thread)
    await team.clear()
  }
}

/** A rollback that runs while it cannot be seen. */
const unseen = async (stage: Stage): Promise<void> => {
  const { page, team, shots, faults, language } = stage
  for (const { id } of faults.filter((fault) => READING.includes(fault.id))) {
    await page.getByRole('combobox', { name: 'Duration' }).selectOption({ label: '10 seconds' })
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

export const walks = { refusals, 'no-answer': noAnswer, reading, start, ends, safety, unseen } as const
