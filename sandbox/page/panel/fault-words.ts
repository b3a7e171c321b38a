import type { ActiveFault, FaultEffect } from '../../lighthouse/control-api.ts'
import type { Fault } from '../../slack/page-api.ts'

/** An armed fault of the local Lighthouse in one line: which calls, what happens, how often. */
export function wordsOfLighthouseFault(fault: ActiveFault): string {
  const where = [fault.action ?? 'Every call', fault.region, fault.instanceId, fault.snapshotId]
  const calls = where.filter((part) => part !== undefined).join(', ')
  return `${calls}: ${wordsOfEffect(fault.effect)} (${wordsOfTimes(fault.times)})`
}

/** An armed fault of the local Slack in one line. */
export function wordsOfSlackFault(fault: Fault): string {
  const calls = fault.method === '*' ? 'Every call' : fault.method
  return `${calls}: ${wordsOfKind(fault.fault)} (${wordsOfTimes(fault.times)})`
}

function wordsOfTimes(times: number | null): string {
  if (times === null) return 'until cleared'
  return times === 1 ? 'once' : `${times} times`
}

function wordsOfEffect(effect: FaultEffect): string {
  switch (effect.kind) {
    case 'error':
      return effect.code
    case 'drop':
      return `no answer, ${wordsOfWork(effect.work)}`
    case 'http-status':
      return `HTTP ${effect.status}, ${wordsOfWork(effect.work)}`
    case 'stalled-body':
      return `answer stalls, ${wordsOfWork(effect.work)}`
    case 'malformed-json':
      return `unreadable answer, ${wordsOfWork(effect.work)}`
    case 'no-response-member':
      return `answer without a Response, ${wordsOfWork(effect.work)}`
    case 'no-answer':
      return `never answers, ${wordsOfWork(effect.work)}`
    case 'delay':
      return `${effect.milliseconds / 1000} s slower`
    case 'throttle':
      return `only ${effect.perSecond} a second`
    case 'rollback':
      return wordsOfPlan(effect.plan)
    case 'snapshot-creation-fails':
      return effect.how === 'vanishes' ? 'the new snapshot vanishes' : 'the new snapshot fails'
    case 'snapshot-creation-takes':
      return `the new snapshot takes ${effect.milliseconds / 1000} s`
  }
}

function wordsOfWork(work: 'done' | 'not-done'): string {
  return work === 'done' ? 'but carried out' : 'nothing done'
}

function wordsOfPlan(plan: Extract<FaultEffect, { kind: 'rollback' }>['plan']): string {
  const parts = [
    plan.milliseconds === undefined ? '' : `takes ${plan.milliseconds / 1000} s`,
    plan.outcome === 'fails' ? 'fails' : '',
    plan.outcome === 'succeeds' ? 'succeeds' : '',
    plan.powerAfter === 'left-stopped' ? 'instance stays stopped' : '',
    plan.powerAfter === 'started-again' ? 'instance starts again' : '',
    plan.requestId === 'different' ? 'another request id' : '',
    plan.steps === undefined ? '' : 'its own pace',
  ]
  return `rollback ${parts.filter((part) => part !== '').join(', ')}`
}

function wordsOfKind(kind: Fault['fault']): string {
  switch (kind.kind) {
    case 'rate_limited':
      return `429 for ${kind.retryAfterSeconds} s`
    case 'server_error':
      return `HTTP ${kind.status}`
    case 'delay':
      return `${kind.milliseconds / 1000} s slower`
    case 'error':
      return kind.code
    case 'answer_lost':
      return 'answer lost, but carried out'
    case 'request_lost':
      return 'lost, nothing done'
  }
}
