import type { RespondArguments } from '@slack/bolt'
import { helpMessage } from '../views/help.ts'
import { requestModal } from '../views/request-modal.ts'
import { type RequestModalState, regionNotes } from '../views/request-modal-state.ts'
import { exactInstance, freshModal, loadChosen, showModal } from './modal-state.ts'
import { type OpenForm, openForm } from './open-form.ts'
import { type CommandParts, contextOf, readerNow } from './parts.ts'
import type { Origin, SlashCommandPayload } from './payloads.ts'

/** Keyboards of phones and of macOS make one long dash of two hyphens. */
const DRY_RUN = /^(--|—|–)dry-?run$/i

/** `/lighthouse rollback [--dry-run] [text]` opens the modal; anything else answers with the help. */
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
  await nextTurn()
  const filter = words.filter((word) => !DRY_RUN.test(word)).join(' ')
  await openModal(parts, command, origin, { filter, dryRun: words.some((word) => DRY_RUN.test(word)) })
}

/** How many modals are made in one turn of the event loop. */
const AT_ONCE = 4
const waiting: (() => void)[] = []

const takeTurn = (): void => {
  for (const go of waiting.splice(0, AT_ONCE)) go()
  if (waiting.length > 0) setImmediate(takeTurn)
}

/**
 * A few modals a turn of the event loop, first come, first served: what came in at the same moment is acknowledged in
 * between, as that takes less than a modal; and the first modal is on its way before the last one is made.
 */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(takeTurn)
  })

/** Nothing stands between the command and the modal: who the person is and what the cloud has is asked afterwards. */
const openModal = async (
  parts: CommandParts,
  command: SlashCommandPayload,
  origin: Origin,
  { filter, dryRun }: { readonly filter: string; readonly dryRun: boolean },
): Promise<void> => {
  const { people, log, clock, inventory } = parts
  const isKnownReader = people.readerNow(command.user_id) !== null
  // What Slack has once shown as chosen it keeps: nothing is chosen before the reader's language is known.
  const state = freshModal(parts, { channelId: command.channel_id, filter, preselect: isKnownReader, dryRun })
  const wish = {
    userId: command.user_id,
    triggerId: command.trigger_id,
    state,
    reader: readerNow(parts, command.user_id),
  }
  const open = await openForm(parts, origin, wish)
  if (open === null) return

  const chosen =
    state.instance ?? (filter === '' ? null : exactInstance(await inventory.fleet(INVENTORY_PATIENCE), filter))
  if (chosen === null) {
    await sayWhatIsMissing(parts, state, open)
    return
  }
  await loadChosen(parts, { ...state, instance: chosen, preselected: chosen }, open.shown, open.reader)
  log.debug({ user: command.user_id, at: clock.now(), instance: chosen.instanceId }, 'an instance was preselected')
}

/** The instance that the text names may be in a region that could not be read. */
const sayWhatIsMissing = async (parts: CommandParts, state: RequestModalState, open: OpenForm): Promise<void> => {
  const notes = state.filter === '' ? [] : regionNotes(parts.inventory.fleetNow(), parts.clock.now())
  if (notes.length === 0) return
  await showModal(parts, open.shown, requestModal({ ...state, notes }, contextOf(parts, open.reader)))
}

/** How long a preselection waits for the list of instances, in milliseconds: the modal is open already. */
const INVENTORY_PATIENCE = 10_000
