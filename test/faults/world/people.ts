import type { StoredMessage } from '../../../sandbox/slack/messages.ts'
import { buttonsIn } from '../../e2e/reading.ts'
import type { StoredRequest } from '../../e2e/records.ts'
import { cardsOf } from '../../e2e/referee.ts'
import { wantSafety } from '../../e2e/request.ts'
import type { World } from './world.ts'

/** What people do in a storm: they ask, they decide, and where nothing comes of it they do it again. */

export type Wish = {
  readonly by: string
  readonly instanceId: string
  readonly dryRun?: boolean
  /** Whether a snapshot is taken first. */
  readonly safety?: boolean
}

const SECOND = 1_000
/** How often somebody tries before it is given up: a storm that lets nobody through says nothing. */
const TRIES = 60

/** Somebody asks for a rollback until it is in the store. @returns the request's id; undefined where it is not taken */
export const ask = async (
  world: World,
  { by, instanceId, dryRun = false, safety = false }: Wish,
  { tries: most = TRIES }: { readonly tries?: number } = {},
): Promise<string | undefined> => {
  const person = world.slack.person(by)
  const mine = () =>
    world
      .seen()
      .filter(({ request }) => request?.submission.requester === by && request.submission.instanceId === instanceId)
  const before = new Set(mine().map(({ requestId }) => requestId))
  const taken = () => mine().find(({ requestId }) => !before.has(requestId))?.requestId

  for (let tries = 0; tries < most; tries += 1) {
    while (person.modal() !== undefined) await person.closeModal()
    const said = await person.command('/lighthouse', `rollback ${dryRun ? '--dry-run ' : ''}${instanceId}`)
    const form =
      said.kind === 'done' ? await world.until(() => hasSnapshotField(person.modal()), 8 * SECOND) : undefined
    if (form === true) {
      await person.choose('Snapshot', { text: '' })
      await wantSafety(person, safety)
      await person.fill('Reason', 'The release broke the checkout')
      await person.submit()
    }
    const found = await world.until(taken, form === true ? 6 * SECOND : 2 * SECOND)
    if (found !== undefined) return found
  }
  return undefined
}

const hasSnapshotField = (view: ReturnType<ReturnType<World['slack']['person']>['modal']>): boolean =>
  view?.modal.blocks.some(({ block_id }) => block_id?.startsWith('keeper_snapshot:') === true) === true

export type Decision = { readonly what: 'Approve' | 'Deny' | 'Cancel'; readonly by: string }

const recordOf = (world: World, requestId: string): StoredRequest | undefined =>
  world.seen().find((record) => record.requestId === requestId)

/** The card while it has its buttons. */
export const openCard = (world: World, requestId: string): StoredMessage | undefined =>
  cardsOf(world.slack, requestId).find((card) => buttonsIn(card.blocks).length > 0)

const isDecided = (record: StoredRequest | undefined): boolean =>
  record?.request !== null && !['submitted', 'awaiting_decision'].includes(record?.request?.phase ?? 'submitted')

/** Somebody presses a button of the card until the request is decided, whoever decided it. */
export const decide = async (world: World, requestId: string, { what, by }: Decision): Promise<void> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const card = await world.until(
      () => isDecided(recordOf(world, requestId)) || openCard(world, requestId),
      120 * SECOND,
    )
    if (card === true) return
    if (card === undefined) continue
    await press(world, card, { what, by })
    await world.until(() => isDecided(recordOf(world, requestId)), 10 * SECOND)
  }
}

/** One click, with the modal that a denial asks for. */
export const press = async (world: World, card: StoredMessage, { what, by }: Decision): Promise<void> => {
  const person = world.slack.person(by)
  const outcome = await person.click(card.ts, what)
  if (outcome.kind !== 'done' || what !== 'Deny') return
  const asked = await world.until(() => person.modal(), 8 * SECOND)
  if (asked === undefined) return
  await person.fill('Reason', 'Not in the middle of a sale')
  await person.submit()
  while (person.modal() !== undefined) await person.closeModal()
}
