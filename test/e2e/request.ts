import type { StoredMessage } from '../../sandbox/slack/messages.ts'
import type { Choice, SlackPerson } from '../../sandbox/slack/person.ts'
import { metadataOf } from './referee.ts'
import type { Stage } from './stage.ts'

/** People of the local Slack's workspace, by what they are to the bot. */
export const ANA = 'U0ANADUART'
export const BEN = 'U0BENOKAFR'
/** Reads Chinese. */
export const CHEN = 'U0CHENXIAO'
/** A full member who is not in the channel. */
export const MAYA = 'U0MAYAFERR'
export const GUEST = 'U0SAMGUEST'
export const MULTI_CHANNEL_GUEST = 'U0NOORGUES'
export const EXTERNAL = 'U0EXTERNAL'
export const GROUP = 'S0APPROVER'
export const EMPTY_GROUP = 'S0EMPTYGRP'

export const SHOP_WEB_1 = 'lhins-4f7h2k9q'
export const SHOP_WEB_2 = 'lhins-8m2c5x7d'

/** What somebody asks for; each part that is left out has a usual value. */
export type Wish = {
  readonly by?: string
  /** An instance's id. */
  readonly instance?: string
  /** The beginning of what its option shows, or its id. */
  readonly snapshot?: Choice
  readonly reason?: string
  readonly dryRun?: boolean
  /** Whether a safety snapshot is taken first; false where it is left out, whatever the form begins with. */
  readonly safety?: boolean
}

/** Opens the modal for an instance and fills it in, without sending it. */
export const fillIn = async (stage: Stage, wish: Wish = {}): Promise<void> => {
  const { by = ANA, instance = SHOP_WEB_1, snapshot = { text: 'before-release-4.12' } } = wish
  const person = stage.person(by)
  await person.command('/lighthouse', `rollback ${wish.dryRun === true ? '--dry-run ' : ''}${instance}`)
  await stage.until('the modal with the instance', () =>
    person.modal()?.modal.blocks.some(({ block_id }) => block_id?.startsWith('keeper_snapshot:')),
  )
  await person.choose('Snapshot', snapshot)
  await stage.rest()
  await person.fill('Reason', wish.reason ?? 'The release broke the checkout')
  await wantSafety(person, wish.safety ?? false)
}

/** Ticks the safety snapshot or takes its tick away, as it is wanted. */
export const wantSafety = async (person: SlackPerson, isWanted: boolean): Promise<void> => {
  if (isSafetyTicked(person) !== isWanted) await person.toggle('Safety snapshot', 'Take a safety snapshot first')
}

/** Whether the safety snapshot is ticked in the person's form. */
export const isSafetyTicked = (person: SlackPerson): boolean =>
  Object.values(person.modal()?.values ?? {}).some((block) => {
    const field = block['keeper_safety']
    return field?.type === 'checkboxes' && field.selected_options.length > 0
  })

/** Asks for a rollback as a person would. @returns the card, once it is in the channel and its requester was told */
export const makeRequest = async (stage: Stage, wish: Wish = {}): Promise<StoredMessage> => {
  const before = new Set(stage.slack.channel().map(({ ts }) => ts))
  await fillIn(stage, wish)
  const person = stage.person(wish.by ?? ANA)
  const sent = await person.submit()
  if (sent.kind !== 'done') throw new Error(`The request was not taken: ${sent.text}`)
  const card = await stage.until('the card', () =>
    stage.slack.channel().find((message) => !before.has(message.ts) && metadataOf(message) !== null),
  )
  await stage.until(
    'the link to the card',
    () => person.modal()?.modal.title.text === 'Request posted' || !person.modal(),
  )
  if (person.modal() !== undefined) await person.closeModal()
  return card
}
