import type { StoredMessage } from '../../sandbox/slack/messages.ts'
import type { Delivery } from '../../sandbox/slack/sockets.ts'
import { buttonValue, wordsIn } from './reading.ts'
import type { Stage } from './stage.ts'

/** Does something and waits for the private answer to it. @returns what the person reads */
export const hear = async (stage: Stage, userId: string, act: () => Promise<unknown>): Promise<string> => {
  const before = stage.slack.person(userId).ephemerals().length
  await act()
  const answer = await stage.until('a private answer', () => stage.slack.person(userId).ephemerals()[before])
  return wordsIn(answer.blocks)
}

/** What stands in the person's modal, under its title; empty where none is open. */
export const modalWords = (stage: Stage, userId: string): string => {
  const view = stage.slack.person(userId).modal()
  return view === undefined ? '' : `${view.modal.title.text}: ${wordsIn(view.modal.blocks)}`
}

/** Waits until the person's modal says something. @returns all that it says */
export const untilModalSays = (stage: Stage, userId: string, words: string, limit?: number): Promise<string> =>
  stage.until(
    `a modal with “${words}”`,
    () => {
      const said = modalWords(stage, userId)
      return said.includes(words) && said
    },
    limit,
  )

type Button = 'Approve' | 'Deny' | 'Cancel'

const ACTION_IDS: Readonly<Record<Button, string>> = {
  Approve: 'keeper_approve',
  Deny: 'keeper_deny',
  Cancel: 'keeper_cancel',
}

/** What the card's button carries, kept by a client that does not know yet that the button is gone. */
export const carriedBy = (card: StoredMessage, button: Button): string => {
  const value = buttonValue(card.blocks, button)
  if (value === null) throw new Error(`The card has no button ${button}.`)
  return value
}

/** A click as it comes over the socket, also one that the person's screen would not allow any more. */
export const sendClick = (
  stage: Stage,
  click: {
    readonly by: string
    readonly button: Button
    readonly value: string
    readonly teamId?: string
    readonly actionId?: string
  },
): Promise<Delivery> =>
  send(stage, {
    type: 'block_actions',
    team: { id: click.teamId ?? 'T0HARBOUR1', domain: 'harbour-works' },
    user: { id: click.by, team_id: click.teamId ?? 'T0HARBOUR1' },
    api_app_id: 'A0KEEPER01',
    trigger_id: '1.2.forged',
    channel: { id: stage.slack.channelId, name: 'ops-lighthouse' },
    actions: [
      {
        type: 'button',
        action_id: click.actionId ?? ACTION_IDS[click.button],
        block_id: 'keeper_decision',
        value: click.value,
      },
    ],
  })

/** An interactive payload as it comes over the socket. @returns what became of it */
export const send = (stage: Stage, payload: Readonly<Record<string, unknown>>): Promise<Delivery> =>
  stage.drive(stage.slack.sockets.deliver('interactive', payload, payload['type'] !== 'block_actions'))

/** The names of an executed rollback's instances, oldest first. */
export const rolledBack = ({ lighthouse }: Stage): readonly string[] =>
  lighthouse.control
    .executed()
    .flatMap(({ action, instanceIds }) => (action === 'ApplyInstanceSnapshot' ? instanceIds : []))
