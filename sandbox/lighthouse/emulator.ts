/** The emulator's whole state, and one call carried through it: checks, faults, work, and how the answer travels. */
import { randomInt, randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Clock } from '../clock.ts'
import type { CreationPlan, ExecutedCall, LoggedCall, Settings } from './control-api.ts'
import { readCallParameters, readTarget, speakFor } from './envelope.ts'
import { createFaultStore, type EndingEffect, type FaultStore, objectsNamed, type Target } from './faults.ts'
import { wordsFor } from './messages.ts'
import type { Fleet } from './objects.ts'
import { createRateLimiter, type RateLimiter } from './rate-limit.ts'
import { Refusal } from './refusal.ts'
import { changePlan } from './settings.ts'
import { type Credential, type SignedRequest, verifySignature } from './signature.ts'
import { createWorld, settle, type World } from './world.ts'

const mostCallsKept = 50_000

export type Emulator = {
  readonly clock: Clock
  readonly credentials: readonly Credential[]
  readonly newSnapshotId: () => string
  readonly faults: FaultStore
  readonly admit: RateLimiter
  readonly createFirstWorld: () => World
  /** Cancels what waits out a delay. */
  readonly waiting: Set<() => void>
  world: World
  executed: readonly ExecutedCall[]
  calls: LoggedCall[]
  sequence: number
}

/** How an answer travels: as it should, or as a fault has it. */
export type Delivery =
  | { readonly kind: 'answer' | 'stalled-body' | 'malformed-json'; readonly body: string }
  | { readonly kind: 'no-response-member' | 'drop' | 'no-answer' }
  | { readonly kind: 'http-status'; readonly status: number }

export function createEmulator(options: {
  readonly clock: Clock
  readonly credentials: readonly Credential[]
  readonly createFleet: () => Fleet
  readonly settings: Settings
  readonly newSnapshotId?: (() => string) | undefined
  readonly rateClock: 'real' | 'injected'
}): Emulator {
  const createFirstWorld = () => createWorld(options.createFleet(), options.settings)
  return {
    clock: options.clock,
    credentials: options.credentials,
    newSnapshotId: options.newSnapshotId ?? randomSnapshotId,
    faults: createFaultStore(),
    admit: createRateLimiter(options.rateClock === 'real' ? () => performance.now() : options.clock.now),
    createFirstWorld,
    waiting: new Set(),
    world: createFirstWorld(),
    executed: [],
    calls: [],
    sequence: 0,
  }
}

function randomSnapshotId(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
  return `lhsnap-${Array.from({ length: 8 }, () => letters.charAt(randomInt(letters.length))).join('')}`
}

/** Carries one call to its delivery. Never rejects for what the caller sent. */
export async function carryCall(emulator: Emulator, request: SignedRequest): Promise<Delivery> {
  emulator.sequence += 1
  const { sequence } = emulator
  const at = emulator.clock.now()
  const requestId = randomUUID()
  const say = speakFor(request.headers)
  let secretId: string | null = null
  let outcome = 'ok'
  try {
    secretId = verifySignature(request, emulator.credentials, at)
    const call = await admitCall(emulator, request, secretId)
    const ending = emulator.faults.takeEnding(call.target)
    if (ending) outcome = ending.kind
    if (ending?.kind === 'error') throw faultRefusal(ending)
    if (ending && ending.work === 'not-done') return deliver(ending, '')
    const response = runCall(emulator, call, { sequence, requestId, secretId, say, answered: ending === undefined })
    return deliver(ending, response)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    outcome = error.code
    return { kind: 'answer', body: envelope({ Error: { Code: error.code, Message: say(error.words) } }, requestId) }
  } finally {
    emulator.calls.push({
      sequence,
      at,
      action: request.headers['x-tc-action'] ?? '',
      region: request.headers['x-tc-region'] ?? null,
      requestId,
      secretId,
      instanceIds: instancesNamed(emulator, request),
      outcome,
    })
    if (emulator.calls.length > mostCallsKept) emulator.calls.shift()
  }
}

const namedBy = (emulator: Emulator, request: SignedRequest) =>
  objectsNamed(readCallParameters(request), (id) => emulator.world.snapshots.get(id)?.instanceId)

/** For the log, which takes every call, also one that makes no sense. */
function instancesNamed(emulator: Emulator, request: SignedRequest): readonly string[] {
  try {
    return [...new Set(namedBy(emulator, request).instanceIds)]
  } catch {
    return []
  }
}

type Admitted = {
  readonly target: Target
  readonly region: string
  readonly work: ReturnType<ReturnType<typeof readTarget>['action']['prepare']>
}

/** Checks everything that does not need the objects, keeps to the rate, and waits out the delays. */
async function admitCall(emulator: Emulator, request: SignedRequest, secretId: string): Promise<Admitted> {
  const { name, action, region } = readTarget(
    request.headers,
    emulator.world.regions.map(({ Region }) => Region),
  )
  const work = action.prepare(readCallParameters(request))
  const target = { action: name, region: request.headers['x-tc-region'] ?? null, ...namedBy(emulator, request) }
  emulator.admit(secretId, name, Math.min(action.perSecond, emulator.faults.throttled(target) ?? action.perSecond))
  const delay = emulator.faults.takeDelay(target)
  if (delay > 0) await waitOut(emulator, delay)
  return { target, region, work }
}

async function waitOut({ clock, waiting }: Emulator, milliseconds: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const cancel = clock.after(milliseconds, () => {
      waiting.delete(cancel)
      resolve()
    })
    waiting.add(cancel)
  })
}

type Caller = {
  readonly sequence: number
  readonly requestId: string
  readonly secretId: string
  readonly say: ReturnType<typeof speakFor>
  readonly answered: boolean
}

/** Does the call's work; a refusal that a fault will not let through to the caller is its answer all the same. */
function runCall(emulator: Emulator, { target, region, work }: Admitted, caller: Caller): string {
  const { requestId, say } = caller
  const { world } = emulator
  const now = emulator.clock.now()
  settle(world, now)
  const operation = emulator.faults.operation(target)
  const rollbackPlan = operation.effects.reduce(
    (plan, effect) => (effect.kind === 'rollback' ? changePlan(plan, effect.plan) : plan),
    world.settings.rollback,
  )
  const creationPlan: CreationPlan = {
    milliseconds:
      operation.effects.flatMap((effect) =>
        effect.kind === 'snapshot-creation-takes' ? [effect.milliseconds] : [],
      )[0] ?? world.settings.createSnapshotMilliseconds,
    fails:
      operation.effects.flatMap((effect) => (effect.kind === 'snapshot-creation-fails' ? [effect.how] : []))[0] ?? null,
  }
  try {
    const { newSnapshotId } = emulator
    const { body, touched } = work({
      world,
      now,
      region,
      requestId,
      rollbackPlan,
      creationPlan,
      newSnapshotId,
      say,
    })
    if (touched) {
      operation.use()
      const { sequence, secretId, answered } = caller
      const done = { sequence, at: now, action: target.action, region, requestId, secretId, ...touched, answered }
      emulator.executed = [...emulator.executed, done]
    }
    return envelope(body, requestId)
  } catch (error) {
    if (!(error instanceof Refusal) || caller.answered) throw error
    return envelope({ Error: { Code: error.code, Message: say(error.words) } }, requestId)
  }
}

function envelope(members: Readonly<Record<string, unknown>>, requestId: string): string {
  return JSON.stringify({ Response: { ...members, RequestId: requestId } })
}

function faultRefusal({ code, message }: Extract<EndingEffect, { kind: 'error' }>): Refusal {
  return new Refusal(code, message === undefined ? wordsFor(code) : { english: message, chinese: message })
}

function deliver(ending: Exclude<EndingEffect, { kind: 'error' }> | undefined, body: string): Delivery {
  if (!ending) return { kind: 'answer', body }
  if (ending.kind === 'http-status') return { kind: 'http-status', status: ending.status }
  if (ending.kind === 'stalled-body' || ending.kind === 'malformed-json') return { kind: ending.kind, body }
  return { kind: ending.kind }
}
