import { describe, expect, test } from 'vitest'
import type { StoredMessage } from '../../sandbox/slack/messages.ts'
import { untilModalSays } from './acts.ts'
import { approvedRequest, cardWords, kindsOf, LONG, snapshotId, told, USUAL, untilEntry } from './faults-acts.ts'
import { buttonsIn, wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { ANA, BEN, isSafetyTicked, SHOP_WEB_1, wantSafety } from './request.ts'
import { createStage, type Stage } from './stage.ts'

/** The changing calls that had an effect, each with the snapshot it named or made. */
const executed = ({ lighthouse }: Stage): readonly (readonly string[])[] =>
  lighthouse.control.executed().map(({ action, snapshotIds }) => [action, ...snapshotIds])

const creations = ({ lighthouse }: Stage): number =>
  lighthouse.control.calls().filter(({ action }) => action === 'CreateInstanceSnapshot').length

const safetyOf = (stage: Stage, card: StoredMessage) => {
  const safety = stage.record(card).request?.safety
  if (!safety) throw new Error('There is no safety snapshot.')
  return safety
}

const breakCreation = ({ lighthouse }: Stage, effect: Parameters<typeof lighthouse.control.addFault>[0]['effect']) =>
  lighthouse.control.addFault({ action: 'CreateInstanceSnapshot', effect, times: 1 })

/** The end of an approved request with a safety snapshot. @returns what its message says, and its buttons */
const endOf = async (stage: Stage, card: StoredMessage, limit?: number) => {
  const end = (await stage.ended(card, limit)).at(-1)
  return { words: wordsIn(end?.blocks), buttons: buttonsIn(end?.blocks), ts: end?.ts ?? '' }
}

describe('a safety snapshot', () => {
  test('is made before the rollback, and Undo leads back to it with a second approval', { timeout: LONG }, async () => {
    const stage = await createStage()
    const card = await stage.request({ safety: true })
    expect(cardWords(stage, card)).toContain('Safety snapshot to be taken first, as keeper-')
    expect(cardWords(stage, card)).toContain('What is only in memory, or written after it, is lost all the same.')

    await stage.person(BEN).click(card.ts, 'Approve')
    await untilEntry(stage, card, 'safety_accepted')
    const making = await stage.until('percent in the thread', () => {
      const words = told(stage, card, 'safety_accepted')
      return /Making the safety snapshot · \d+%/.test(words) && words
    })
    expect(making).toContain('Sending the rollback to Tencent Cloud')
    const end = await endOf(stage, card)

    const safety = safetyOf(stage, card)
    const target = snapshotId(stage, USUAL)
    expect(executed(stage)).toEqual([
      ['CreateInstanceSnapshot', safety.snapshotId],
      ['ApplyInstanceSnapshot', target],
    ])
    expect(stage.record(card).request?.attempts[0]?.baseline.map((one) => one.snapshotId)).toContain(safety.snapshotId)
    expect(kindsOf(stage, card).slice(-9)).toEqual([
      'checked',
      'safety_intended',
      'safety_accepted',
      'safety_ready',
      'checked',
      'apply_intended',
      'apply_accepted',
      'rolled_back',
      'succeeded',
    ])
    expect(end.words).toContain(`The safety snapshot ${safety.name} holds the disk as it was`)
    expect(end.words).toContain('Snapshot quota 4 of 18 left')
    expect(end.words).toContain('until a person deletes it in the console; the bot never does.')
    expect(end.words).toContain('It was down for about')
    expect(end.buttons).toEqual(['Undo'])
    expect(cardWords(stage, card)).toContain('is only in the safety snapshot now.')

    await stage.person(ANA).click(end.ts, 'Undo')
    const form = await untilModalSays(stage, ANA, 'The checks found')
    expect(form).toContain(safety.name)
    await wantSafety(stage.person(ANA), false)
    expect(await stage.person(ANA).submit()).toEqual({ kind: 'done' })
    const back = await stage.until('the second card', () =>
      stage.slack.channel().find((message) => metadataOf(message) !== null && message.ts !== card.ts),
    )
    expect(cardWords(stage, back)).toContain(`Undo the rollback to ${USUAL}`)
    expect(stage.record(back).request?.approvals).toEqual([])
    await stage.person(BEN).click(back.ts, 'Approve')
    await stage.ended(back)
    expect(executed(stage).at(-1)).toEqual(['ApplyInstanceSnapshot', safety.snapshotId])
    expect(creations(stage)).toBe(1)
  })

  test('that is gone when Undo is pressed is said to be gone', async () => {
    const stage = await createStage()
    const card = await approvedRequest(stage, { safety: true })
    const end = await endOf(stage, card)
    stage.lighthouse.control.deleteSnapshot(safetyOf(stage, card).snapshotId ?? '')

    await stage.person(ANA).click(end.ts, 'Undo')
    expect(await untilModalSays(stage, ANA, 'no longer exists')).toContain('Nothing to undo with')
  })

  test('is not made where nobody asked for it, and then nothing can be undone', async () => {
    const stage = await createStage()
    const card = await approvedRequest(stage)
    const end = await endOf(stage, card)
    expect(executed(stage)).toHaveLength(1)
    expect(cardWords(stage, card)).toContain('Safety snapshot none')
    expect(end.buttons).toEqual([])
  })
})

describe('the form', () => {
  const formFor = async (stage: Stage, instance: string, words: string): Promise<string> => {
    await stage.person(ANA).command('/lighthouse', `rollback ${instance}`)
    return untilModalSays(stage, ANA, words)
  }

  test('ticks it where the region has room, and says how much', async () => {
    const stage = await createStage()
    const words = await formFor(stage, SHOP_WEB_1, 'Snapshot quota of')
    expect(words).toMatch(
      /Snapshot quota of Singapore: 5 of 18 left\. The safety snapshot does not hold what is only in memory/,
    )
    expect(isSafetyTicked(stage.person(ANA))).toBe(true)
  })

  test('leaves it empty where the quota is full, and refuses it where it is ticked all the same', async () => {
    const stage = await createStage()
    const { fleet } = stage.lighthouse.control.state()
    const used = fleet.snapshots.filter(({ region }) => region === 'ap-singapore').length
    stage.lighthouse.control.setQuota('ap-singapore', used)
    const words = await formFor(stage, SHOP_WEB_1, 'There is no room for one')
    expect(words).toContain(`Singapore may hold ${used} snapshots, and has as many.`)
    expect(isSafetyTicked(stage.person(ANA))).toBe(false)

    await stage.person(ANA).choose('Snapshot', { text: USUAL })
    await stage.rest()
    await stage.person(ANA).fill('Reason', 'The release broke the checkout')
    await wantSafety(stage.person(ANA), true)
    await stage.person(ANA).submit()
    expect(await untilModalSays(stage, ANA, 'There is no room for a safety snapshot')).toContain('Not requested')
    expect(stage.lighthouse.control.executed()).toEqual([])
  })

  test('leaves it empty where the quota cannot be read, and says so; the card warns who decides', async () => {
    const stage = await createStage()
    stage.lighthouse.control.addFault({
      action: 'DescribeGeneralResourceQuotas',
      effect: { kind: 'error', code: 'UnauthorizedOperation.NoPermission' },
      times: null,
    })
    await formFor(stage, SHOP_WEB_1, 'room for one more snapshot could not be read')
    expect(isSafetyTicked(stage.person(ANA))).toBe(false)
    await stage.person(ANA).closeModal()

    const card = await stage.request({ safety: true })
    expect(cardWords(stage, card)).toContain('Whether there is room for a safety snapshot could not be asked')
    await stage.person(BEN).click(card.ts, 'Approve')
    const end = await endOf(stage, card)
    expect(end.words).toContain('Rollback succeeded')
    expect(end.words).toContain('Snapshot quota could not be read (UnauthorizedOperation.NoPermission)')
  })
})

describe('without its safety snapshot nothing is rolled back', () => {
  test('where the quota filled up between card and approval', async () => {
    const stage = await createStage()
    const card = await stage.request({ safety: true })
    stage.lighthouse.control.setQuota('ap-singapore', 0)
    await stage.person(BEN).click(card.ts, 'Approve')
    const end = await endOf(stage, card)
    expect(end.words).toContain('There is no room for a safety snapshot')
    expect(creations(stage)).toBe(0)
  })

  test('where the cloud refuses it, for good or for now: one call, and Request again', async () => {
    const stage = await createStage()
    for (const code of ['LimitExceeded.SnapshotQuotaLimitExceeded', 'UnsupportedOperation.DiskBusy']) {
      breakCreation(stage, { kind: 'error', code })
      const before = creations(stage)
      const card = await approvedRequest(stage, { safety: true })
      const end = await endOf(stage, card)
      expect(end.words).toContain('Tencent Cloud refused the safety snapshot, so the rollback was not sent.')
      expect(end.words).toContain(code)
      expect(end.buttons).toEqual(['Request again'])
      expect(creations(stage) - before).toBe(1)
    }
    expect(executed(stage)).toEqual([])
  })

  test('where its creation fails: the failed snapshot is named', async () => {
    const stage = await createStage()
    breakCreation(stage, { kind: 'snapshot-creation-fails' })
    const card = await approvedRequest(stage, { safety: true })
    const end = await endOf(stage, card)
    expect(end.words).toContain('Tencent Cloud reported that making it failed at 60%.')
    const { name, snapshotId: failedId } = safetyOf(stage, card)
    expect(end.words).toContain(`Safety snapshot ${name} ${failedId}`)
    expect(end.words).not.toContain('being created.')
    expect(executed(stage)).toHaveLength(1)
    expect(end.buttons).toEqual(['Request again'])
  })

  test('where it vanishes while it is made', async () => {
    const stage = await createStage()
    breakCreation(stage, { kind: 'snapshot-creation-fails', how: 'vanishes' })
    const card = await approvedRequest(stage, { safety: true })
    const end = await endOf(stage, card)
    expect(end.words).toContain('is not there any more, or can no longer be rolled back to.')
    expect(executed(stage)).toHaveLength(1)
  })

  test('where no answer came and it is never found: the name to look for is told', { timeout: LONG }, async () => {
    const stage = await createStage()
    breakCreation(stage, { kind: 'drop', work: 'not-done' })
    const card = await approvedRequest(stage, { safety: true })
    const end = await endOf(stage, card, 300_000)
    const { name } = safetyOf(stage, card)
    expect(kindsOf(stage, card)).toContain('safety_lost')
    expect(end.words).toContain(`no snapshot named ${name} showed in`)
    expect(end.words).toContain(`Look in the console whether ${name} has appeared since`)
    expect(creations(stage)).toBe(1)
    expect(executed(stage)).toEqual([])
  })

  test('where what was approved changed while it was made; the snapshot that stays is named', async () => {
    const stage = await createStage()
    const card = await approvedRequest(stage, { safety: true })
    await untilEntry(stage, card, 'safety_accepted')
    stage.lighthouse.control.resizeDisk(SHOP_WEB_1, 200)
    const end = await endOf(stage, card)
    expect(end.words).toContain('What was approved no longer holds')
    expect(end.words).toContain(`The safety snapshot ${safetyOf(stage, card).name} was made.`)
    // The snapshot does not fit the larger disk any more: asking again would not help.
    expect(end.buttons).toEqual([])
    expect(executed(stage)).toHaveLength(1)
  })
})

describe('there is one call for it', () => {
  test('where its answer is lost: it is found by its name and waited for', async () => {
    const stage = await createStage()
    breakCreation(stage, { kind: 'drop', work: 'done' })
    const card = await approvedRequest(stage, { safety: true })
    const end = await endOf(stage, card)
    expect(kindsOf(stage, card)).toEqual(expect.arrayContaining(['safety_lost', 'safety_found', 'safety_ready']))
    expect(told(stage, card, 'safety_lost')).toContain(safetyOf(stage, card).name)
    expect(end.words).toContain('Rollback succeeded')
    expect(end.buttons).toEqual(['Undo'])
    expect(creations(stage)).toBe(1)
  })

  test('where the bot stops and starts while it is made', async () => {
    const stage = await createStage()
    const card = await approvedRequest(stage, { safety: true })
    await untilEntry(stage, card, 'safety_accepted')
    await stage.restart()
    const end = await endOf(stage, card)
    expect(end.words).toContain('Rollback succeeded')
    expect(creations(stage)).toBe(1)
  })

  test('and the rollback waits while the cloud still calls the instance busy right after it', async () => {
    const stage = await createStage()
    const card = await approvedRequest(stage, { safety: true })
    await untilEntry(stage, card, 'safety_accepted')
    stage.lighthouse.control.setInstanceState(SHOP_WEB_1, 'RUNNING', true)
    await untilEntry(stage, card, 'safety_ready')
    await stage.wait(10_000)
    expect(kindsOf(stage, card)).not.toContain('failed')
    stage.lighthouse.control.setInstanceState(SHOP_WEB_1, 'RUNNING')
    expect((await endOf(stage, card)).words).toContain('Rollback succeeded')
  })

  test('and it is undone after a rollback that failed, too; told in Chinese where the channel reads Chinese', async () => {
    const stage = await createStage({ language: 'zh-CN' })
    stage.lighthouse.control.addFault({
      action: 'ApplyInstanceSnapshot',
      effect: { kind: 'rollback', plan: { outcome: 'fails' } },
    })
    const card = await stage.request({ safety: true })
    await stage.person(BEN).click(card.ts, '批准')
    const end = await endOf(stage, card)
    expect(end.words).toContain('回滚失败')
    expect(end.words).toContain('保存了回滚前一刻的系统盘')
    expect(end.buttons).toEqual(['撤销'])
  })
})
