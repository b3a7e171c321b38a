import type { RespondArguments } from '@slack/bolt'
import { faultInWords, slackFaultOf } from '../services/slack/slack-fault.ts'
import { helpMessage } from '../views/help.ts'
import { refusedModal } from '../views/progress-modals.ts'
import { requestModal } from '../views/request-modal.ts'
import { answerPrivately } from './answer-privately.ts'
import { exactInstance, freshModal, loadChosen, showModal } from './modal-state.ts'
import { type CommandParts, contextOf, readerNow } from './parts.ts'
import type { Origin, SlashCommandPayload } from './payloads.ts'

/** `/lighthouse rollback [text]` opens the modal; anything else answers with the help. */
export const lighthouseCommand = async (
  parts: CommandParts,
  command: SlashCommandPayload,
  origin: Origin,
  ack: (answer?: RespondArguments) => Promise<void>,
): Promise<void> => {
  const [subcommand = '', ...words] = command.text.trim().split(/\s+/)
  if (subcommand.toLowerCase() !== 'rollback') {
    const help = helpMessage(contextOf(parts, readerNow(parts, command.user_id)), parts.help)
    return ack({ response_type: 'ephemeral', ...help })
  }
  await ack()
  await openModal(parts, command, origin, words.join(' '))
}

/** Nothing stands between the command and the modal: who the person is and what the cloud has is asked afterwards. */
const openModal = async (
  parts: CommandParts,
  command: SlashCommandPayload,
  origin: Origin,
  filter: string,
): Promise<void> => {
  const { clients, people, log, clock, inventory } = parts
  const first = readerNow(parts, command.user_id)
  const isKnownReader = people.readerNow(command.user_id) !== null
  // What Slack has once shown as chosen it keeps: nothing is chosen before the reader's language is known.
  const state = freshModal(parts, { channelId: command.channel_id, filter, preselect: isKnownReader })
  const opened = await clients.instant.views
    .open({ trigger_id: command.trigger_id, view: requestModal(state, contextOf(parts, first)) })
    .catch((error: unknown) => {
      log.warn({ user: command.user_id, why: faultInWords(slackFaultOf(error)) }, 'a modal could not be opened')
      return null
    })
  const view = opened?.view
  if (view?.id === undefined) return answerPrivately(parts, origin, { kind: 'modal_not_opened' })

  const [refusal, reader] = await Promise.all([people.mayNotRequest(command.user_id), people.reader(command.user_id)])
  const shown = { viewId: view.id, hash: view.hash ?? null }
  if (refusal !== null) {
    // Whatever was typed meanwhile: this replaces it.
    await showModal(parts, { ...shown, hash: null }, refusedModal(refusal, contextOf(parts, reader)))
    return
  }
  const isOtherReader = reader.language !== first.language || reader.timeZone !== first.timeZone
  let next = shown
  if (isOtherReader) next = (await showModal(parts, next, requestModal(state, contextOf(parts, reader)))) ?? next

  const chosen =
    state.instance ?? (filter === '' ? null : exactInstance(await inventory.fleet(INVENTORY_PATIENCE), filter))
  if (chosen === null) return
  await loadChosen(parts, { ...state, instance: chosen, preselected: chosen }, next, reader)
  log.debug({ user: command.user_id, at: clock.now(), instance: chosen.instanceId }, 'an instance was preselected')
}

/** How long a preselection waits for the list of instances, in milliseconds: the modal is open already. */
const INVENTORY_PATIENCE = 10_000
