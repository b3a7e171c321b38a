import type { ViewResponseAction } from '@slack/bolt'
import type { Instance, Snapshot } from '../services/rollback/cloud-objects.ts'
import { instanceFindings, isBlocking } from '../services/rollback/preflight.ts'
import type { RequestRefusal } from '../views/answer.ts'
import type { Context } from '../views/context.ts'
import { findingText } from '../views/finding-lines.ts'
import { ACTION_IDS, BLOCK_IDS, OPTION_VALUES } from '../views/ids.ts'
import { decodeModalMetadata, type ModalMetadata } from '../views/modal-metadata.ts'
import { checkingModal, problemModal, refusedModal } from '../views/progress-modals.ts'
import { submissionErrors } from '../views/request-modal.ts'
import type { FieldErrors } from '../views/request-modal-state.ts'
import { chosenInstance, chosenValue } from './chosen.ts'
import { findInstance, openRequestOf } from './modal-state.ts'
import { type CommandParts, contextOf, readerNow } from './parts.ts'
import { fieldValue, tickedAnywhere, tickedValues, type ViewSubmissionPayload } from './payloads.ts'

/** What the submission of a modal is acknowledged with. */
type Acknowledge = (answer?: ViewResponseAction) => Promise<void>

/** How long the acknowledgement may wait for what refuses the request, in milliseconds: Slack waits 3 s. */
const PATIENCE = 1_000

/**
 * The modal was submitted. What the ledger and the cached inventory refuse goes back into its fields; otherwise the
 * request is in the ledger before the modal says "Checking…", so that a crash from here on loses nothing.
 */
export const submitRequest = async (
  parts: CommandParts,
  { user, view }: ViewSubmissionPayload,
  ack: Acknowledge,
): Promise<void> => {
  const context = contextOf(parts, readerNow(parts, user.id))
  const metadata = decodeModalMetadata(view.private_metadata)
  const chosen = chosenInstance(view, metadata)
  const snapshotId = chosenValue(view, ACTION_IDS.snapshot) ?? metadata?.snapshotId ?? null
  const reason = fieldValue(view, BLOCK_IDS.reason, ACTION_IDS.reason)
  const known = chosen === null ? null : knownObjects(parts, chosen, snapshotId)

  const errors = fieldErrors({ chosen, snapshotId, reason, known }, context)
  if (metadata === null || chosen === null || snapshotId === null || Object.keys(errors).length > 0) {
    return ack({ response_action: 'errors', errors: errorsIn(errors, metadata, view.state.values) })
  }

  // Rights that cannot be read in time are no rights.
  const unreadable: RequestRefusal = { why: 'person_unreadable', detail: 'no answer in time' }
  const refusal = await within(parts, parts.people.mayNotRequest(user.id), unreadable)
  if (refusal !== null) return ack({ response_action: 'update', view: refusedModal(refusal, context) })

  const ticked = tickedValues(view, BLOCK_IDS.options, ACTION_IDS.options)
  const dryRun = ticked === null ? metadata.dryRun : ticked.includes(OPTION_VALUES.dryRun)
  // A form without the box showed nobody that one is taken.
  const safetySnapshot = tickedAnywhere(view, ACTION_IDS.safety).includes(OPTION_VALUES.safety)
  const requestId = parts.newRequestId()
  const outcome = await parts.ledger.append({
    requestId,
    after: 0,
    actor: user.id,
    content: {
      kind: 'submitted',
      data: {
        requester: user.id,
        region: chosen.region,
        instanceId: chosen.instanceId,
        instanceName: known?.instance?.name ?? chosen.instanceId,
        snapshotId,
        reason,
        viewId: view.id,
        options: { dryRun, safetySnapshot },
      },
    },
  })
  if (outcome.ok) return ack({ response_action: 'update', view: checkingModal(context) })
  const open = await within(parts, openRequestOf(parts, chosen), null)
  // On top of the form, which keeps what was typed.
  const problem = { kind: 'instance_taken', link: open?.link ?? null } as const
  return ack({ response_action: 'push', view: problemModal(problem, context) })
}

type Known = { readonly instance: Instance | null; readonly snapshot: Snapshot | null }

/** What the caches know of the chosen objects; nobody is asked. */
const knownObjects = (
  { inventory }: CommandParts,
  { region, instanceId }: { readonly region: string; readonly instanceId: string },
  snapshotId: string | null,
): Known => ({
  instance: findInstance(inventory.fleetNow(), region, instanceId),
  snapshot: inventory.snapshotsNow(region, instanceId)?.snapshots.find((one) => one.snapshotId === snapshotId) ?? null,
})

const fieldErrors = (
  form: {
    readonly chosen: object | null
    readonly snapshotId: string | null
    readonly reason: string
    readonly known: Known | null
  },
  context: Context,
): FieldErrors => {
  const { modal } = context.words
  const instance = form.known?.instance ?? null
  const blocking = instance === null ? undefined : instanceFindings(instance, context.now).find(isBlocking)
  const snapshot = form.known?.snapshot ?? null
  const notNormal = snapshot !== null && snapshot.state !== 'NORMAL'
  return {
    ...(form.chosen === null && { instance: modal.missing.instance }),
    ...(blocking !== undefined && { instance: findingText(blocking, context) }),
    ...(form.snapshotId === null && { snapshot: modal.missing.snapshot }),
    ...(notNormal && {
      snapshot: findingText(
        {
          code: 'snapshot_state',
          severity: 'blocking',
          facts: { state: snapshot.state, percent: snapshot.percent },
        },
        context,
      ),
    }),
    ...(form.reason === '' && { reason: modal.missing.reason }),
  }
}

/** Errors by block id; a form whose metadata cannot be read names its first block, so that no submission is silent. */
const errorsIn = (
  errors: FieldErrors,
  metadata: ModalMetadata | null,
  values: Readonly<Record<string, unknown>>,
): Record<string, string> => {
  if (metadata !== null) return submissionErrors(errors, metadata)
  const [firstBlock = BLOCK_IDS.reason] = Object.keys(values)
  return { [firstBlock]: errors.instance ?? errors.snapshot ?? errors.reason ?? '' }
}

/** @returns the answer, or `otherwise` where it takes too long for the acknowledgement */
const within = async <Value>({ clock }: CommandParts, answer: Promise<Value>, otherwise: Value): Promise<Value> => {
  const waited = new AbortController()
  const patience = clock.sleep(PATIENCE, waited.signal).then(
    () => otherwise,
    () => otherwise,
  )
  try {
    return await Promise.race([answer, patience])
  } finally {
    waited.abort()
  }
}
