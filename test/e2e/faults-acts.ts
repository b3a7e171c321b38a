import type { FaultInput } from '../../sandbox/lighthouse/control-api.ts'
import type { StoredMessage } from '../../sandbox/slack/messages.ts'
import type { EntryKind } from '../../src/services/rollback/entry.ts'
import { wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { BEN, SHOP_WEB_1, type Wish } from './request.ts'
import type { Stage } from './stage.ts'

/** A test in which many minutes pass, on a busy machine. */
export const LONG = 90_000

/** Somebody asks for a rollback and Ben approves it. @returns the card */
export const approvedRequest = async (stage: Stage, wish: Wish = {}): Promise<StoredMessage> => {
  const card = await stage.request(wish)
  await stage.person(BEN).click(card.ts, 'Approve')
  return card
}

/** Lets something go wrong with the next `ApplyInstanceSnapshot`. */
export const breakApply = ({ lighthouse }: Stage, effect: FaultInput['effect'], times = 1): string =>
  lighthouse.control.addFault({ action: 'ApplyInstanceSnapshot', effect, times })

/** When each `ApplyInstanceSnapshot` came to the cloud, whatever became of it. */
export const applyTimes = ({ lighthouse }: Stage): readonly number[] =>
  lighthouse.control
    .calls()
    .filter(({ action }) => action === 'ApplyInstanceSnapshot')
    .map(({ at }) => at)

/** The entries of the card's request. */
export const kindsOf = (stage: Stage, card: StoredMessage): readonly EntryKind[] =>
  stage.record(card).entries.map(({ kind }) => kind)

/** When entries of this kind were appended. */
export const timesOf = (stage: Stage, card: StoredMessage, kind: EntryKind): readonly number[] =>
  stage.record(card).entries.flatMap((entry) => (entry.kind === kind ? [entry.at] : []))

export const untilEntry = (stage: Stage, card: StoredMessage, kind: EntryKind, limit?: number): Promise<boolean> =>
  stage.until(`the entry ${kind}`, () => kindsOf(stage, card).includes(kind), limit)

/** What the message of the card's thread with this event says; empty where there is none. */
export const told = (stage: Stage, card: StoredMessage, event: EntryKind): string =>
  wordsIn(stage.messages(card).find((message) => metadataOf(message)?.event === event)?.blocks ?? [])

export const cardWords = (stage: Stage, card: StoredMessage): string => wordsIn(stage.card(card).blocks)

/** An instance's snapshot by its name. @throws where there is none */
export const snapshotId = ({ lighthouse }: Stage, name: string, instance = SHOP_WEB_1): string => {
  const found = lighthouse.control
    .state()
    .fleet.snapshots.find(({ instanceId, snapshot }) => instanceId === instance && snapshot.SnapshotName === name)
  if (found === undefined) throw new Error(`There is no snapshot ${name}.`)
  return found.snapshot.SnapshotId
}

/** The snapshot that requests name where they say nothing else. */
export const USUAL = 'before-release-4.12'
