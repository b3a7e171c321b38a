import type { ActionsBlock, Button } from '@slack/types'
import type { RollbackRequest } from '../services/rollback/request.ts'
import { plainText } from './blocks.ts'
import type { Context } from './context.ts'
import { ACTION_IDS, BLOCK_IDS, encodeTarget } from './ids.ts'
import { LENGTHS, LIMITS } from './limits.ts'
import { ageAt } from './loss.ts'
import { clip, oneLine, withoutShortcodes } from './plain.ts'

/** Approve, Deny and Cancel. Each carries the request and the digest of what the person saw, and nothing else. */
export const decisionButtons = (
  requestId: string,
  opened: NonNullable<RollbackRequest['opened']>,
  context: Context,
): ActionsBlock => {
  const { card } = context.words
  const value = encodeTarget(requestId, opened.digest)
  const button = (actionId: string, label: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plainText(label, LIMITS.button.text),
    value,
  })
  return {
    type: 'actions',
    block_id: BLOCK_IDS.decision,
    elements: [
      { ...button(ACTION_IDS.approve, card.approve), style: 'primary', confirm: approveConfirm(opened, context) },
      { ...button(ACTION_IDS.deny, card.deny), style: 'danger' },
      { ...button(ACTION_IDS.cancel, card.cancel), confirm: cancelConfirm(context) },
    ],
  }
}

/** Names the instance and what is lost: the last words before the click. */
const approveConfirm = (opened: NonNullable<RollbackRequest['opened']>, context: Context) => {
  const { confirm, unnamed, dryRun } = context.words.card
  const { instance, snapshot } = opened.facts
  const short = (name: string) => withoutShortcodes(oneLine(name, LENGTHS.shortName, unnamed))
  const isRehearsal = opened.facts.options?.dryRun === true
  const real = opened.facts.options?.safetySnapshot === true ? context.words.safety.confirm : confirm.text
  const words = isRehearsal
    ? dryRun.confirm.text
    : real(short(instance.name), short(snapshot.name), ageAt(snapshot.createdTime, opened.at, context))
  return {
    title: plainText(isRehearsal ? dryRun.confirm.title : confirm.title, LIMITS.confirm.title),
    text: plainText(clip(words, LIMITS.confirm.text), LIMITS.confirm.text),
    confirm: plainText(confirm.approve, LIMITS.confirm.button),
    deny: plainText(confirm.back, LIMITS.confirm.button),
  }
}

const cancelConfirm = (context: Context) => {
  const { cancelConfirm: words } = context.words.card
  return {
    title: plainText(words.title, LIMITS.confirm.title),
    text: plainText(words.text, LIMITS.confirm.text),
    confirm: plainText(words.cancel, LIMITS.confirm.button),
    deny: plainText(words.back, LIMITS.confirm.button),
  }
}
