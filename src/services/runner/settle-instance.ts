import { faultOf } from '../lighthouse/cloud-error.ts'
import type { Instance } from '../rollback/cloud-objects.ts'
import type { Reading } from '../rollback/preflight.ts'
import { isRollableState } from '../rollback/preflight.ts'
import type { RollbackRequest } from '../rollback/request.ts'
import { appendEnd } from './append-end.ts'
import type { StepContext } from './context.ts'

/** How long the instance is waited for after its rollback, in milliseconds. */
const SETTLE_PATIENCE = 300_000
/** How long an instance that ran before may stand STOPPED before that counts as its state. */
const START_GRACE = 60_000
const LOOK_AGAIN = 2_000

/** `settling`: the disk is rolled back; the end comes when the instance is RUNNING or STOPPED and idle. */
export const settleInstance = async (context: StepContext, request: RollbackRequest): Promise<void> => {
  const { clock, ledger, signal } = context
  const since = request.rolledBackAt ?? (await ledger.now())
  // What was seen last counts where the very last read fails.
  let lastState: string | null = null
  for (;;) {
    const read = await readInstance(context, request)
    signal.throwIfAborted()
    const waited = (await ledger.now()) - since
    const instance = read.ok ? read.value : null
    const settled = instance !== null && isSettled(instance, request, waited)
    const isGone = read.ok && instance === null
    lastState = read.ok ? (instance?.state ?? null) : lastState
    if (settled || isGone || waited >= SETTLE_PATIENCE) {
      await appendEnd(context, request, {
        kind: 'succeeded',
        data: {
          cloudRequestId: request.following?.cloudRequestId ?? '',
          instanceState: lastState,
          settled,
        },
      })
      return
    }
    await clock.sleep(LOOK_AGAIN, signal)
  }
}

const isSettled = (instance: Instance, request: RollbackRequest, waited: number): boolean => {
  if (!isRollableState(instance.state) || instance.latestOperationState === 'OPERATING') return false
  const wasRunning = request.checked?.instanceState === 'RUNNING'
  return instance.state === 'RUNNING' || !wasRunning || waited >= START_GRACE
}

const readInstance = async (
  { cloud, log }: StepContext,
  { requestId, submission: { region, instanceId } }: RollbackRequest,
): Promise<Reading<Instance | null>> => {
  try {
    return { ok: true, value: await cloud.readInstance(region, instanceId) }
  } catch (error) {
    const fault = faultOf(error, 'DescribeInstances', region)
    log.warn({ requestId, fault }, 'the instance could not be read after its rollback; trying again')
    return { ok: false, fault }
  }
}
