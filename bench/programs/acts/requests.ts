import { z } from 'zod'
import { comeToRest, type Place, pause, waitFor } from './crowd.ts'

const wishSchema = z.object({ instanceId: z.string() })
const cardSchema = z.object({ ts: z.string() })

/** A message with the button Approve. */
const isOpenCard = ({ blocks }: { readonly blocks: unknown }): boolean => JSON.stringify(blocks).includes('"Approve"')

/** Whether a safety snapshot is ticked in a form. */
const isTicked = (values: unknown): boolean => JSON.stringify(values).includes('"value":"safety_snapshot"')

/** Somebody asks for a rollback through the modal. @returns the card's `ts`, once it can be approved */
export const makeRequest = async (place: Place, wish: unknown): Promise<{ readonly ts: string }> => {
  const { instanceId } = wishSchema.parse(wish)
  const { slack, crowd } = place
  const [person] = crowd
  if (person === undefined) throw new Error('nobody is here')
  const before = new Set(slack.channel().map(({ ts }) => ts))
  await person.command('/lighthouse', `rollback ${instanceId}`)
  await waitFor('the modal', () => person.modal())
  await waitFor('the snapshots of the instance', () =>
    JSON.stringify(person.modal()?.modal.blocks ?? []).includes(instanceId),
  )
  await comeToRest(place)
  const offered = await person.options('Snapshot')
  const value = 'kind' in offered ? undefined : offered[0]?.options[0]?.value
  if (value === undefined) throw new Error('no snapshot is offered')
  await person.choose('Snapshot', { value })
  await comeToRest(place)
  await person.fill('Reason', 'The release broke the checkout')
  // The figures are those of the rollback alone.
  if (isTicked(person.modal()?.values ?? {})) await person.toggle('Safety snapshot', 'Take a safety snapshot first')
  const sent = await person.submit()
  if (sent.kind !== 'done') throw new Error(sent.text)
  const card = await waitFor('the card', () =>
    slack.channel().find((message) => !before.has(message.ts) && isOpenCard(message)),
  )
  await pause(200)
  await comeToRest(place)
  if (person.modal() !== undefined) await person.closeModal()
  return { ts: card.ts }
}

const targetSchema = z.object({ region: z.string(), instanceId: z.string(), snapshotId: z.string() })

/** Somebody asks a bot without a modal for a card. @returns its `ts` */
export const askForCard = async ({ slack, crowd }: Place, target: unknown): Promise<{ readonly ts: string }> => {
  const { region, instanceId, snapshotId } = targetSchema.parse(target)
  const before = new Set(slack.channel().map(({ ts }) => ts))
  await crowd[0]?.command('/lighthouse', `rollback ${region} ${instanceId} ${snapshotId}`)
  return waitFor('the card', () => slack.channel().find((message) => !before.has(message.ts) && isOpenCard(message)))
}

/** Somebody fills in the form of the plain bot. @returns the card's `ts` */
export const fillInPlainForm = async ({ slack, crowd }: Place, target: unknown): Promise<{ readonly ts: string }> => {
  const { region, instanceId, snapshotId } = targetSchema.parse(target)
  const [person] = crowd
  if (person === undefined) throw new Error('nobody is here')
  const before = new Set(slack.channel().map(({ ts }) => ts))
  await person.command('/lighthouse', 'rollback')
  await waitFor('the modal', () => person.modal())
  await person.choose('Instance', { value: `${region}/${instanceId}` })
  await waitFor('the snapshots of the instance', () =>
    JSON.stringify(person.modal()?.modal.blocks ?? []).includes(snapshotId),
  )
  await person.choose('Snapshot', { value: snapshotId })
  await person.fill('Reason', 'The release broke the checkout')
  const sent = await person.submit()
  if (sent.kind !== 'done') throw new Error(sent.text)
  return waitFor('the card', () => slack.channel().find((message) => !before.has(message.ts) && isOpenCard(message)))
}

/** Somebody else presses Approve. @returns when they did, on the run's clock */
export const approveRequest = async ({ crowd, clock }: Place, card: unknown): Promise<{ readonly at: number }> => {
  const { ts } = cardSchema.parse(card)
  const at = clock.now()
  const pressed = await crowd[1]?.click(ts, 'Approve')
  if (pressed?.kind !== 'done') throw new Error(pressed?.text ?? 'nobody is here')
  return { at }
}

const endSchema = z.object({ ts: z.string(), says: z.string() })

/** Waits for a message in a card's thread that says so. @returns when it was posted, on the run's clock */
export const waitForEnd = async ({ slack }: Place, end: unknown): Promise<{ readonly at: number }> => {
  const { ts, says } = endSchema.parse(end)
  const { at } = await waitFor(`“${says}” in the thread`, () =>
    slack
      .calls()
      .find(
        ({ method, ok, input }) =>
          method === 'chat.postMessage' && ok && input['thread_ts'] === ts && String(input['text']).includes(says),
      ),
  )
  return { at }
}
