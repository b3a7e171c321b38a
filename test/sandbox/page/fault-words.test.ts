import { describe, expect, it } from 'vitest'
import { allActions } from '../../../sandbox/lighthouse/actions/all-actions.ts'
import { controlCommands } from '../../../sandbox/lighthouse/control-api.ts'
import { wordsFor } from '../../../sandbox/lighthouse/messages.ts'
import { callFault, cloudCalls, cloudFaults, matchingFaults } from '../../../sandbox/page/panel/cloud-faults.ts'
import { wordsOfLighthouseFault, wordsOfSlackFault } from '../../../sandbox/page/panel/fault-words.ts'
import { refusalCodes } from '../../../sandbox/page/panel/refusal-codes.ts'
import { durationFault, durations, rollbackFaults } from '../../../sandbox/page/panel/rollback-faults.ts'
import { slackFaults } from '../../../sandbox/page/panel/slack-faults.ts'
import { panelActionSchema } from '../../../sandbox/slack/page-api.ts'
import { ACTIONS } from '../../../src/services/lighthouse/action.ts'

describe('what the panel can arm', () => {
  it('is understood by the local Lighthouse', () => {
    const faults = [
      ...rollbackFaults.map((each) => each.fault),
      ...durations.map((each) => durationFault(each.milliseconds)),
      ...cloudFaults.map(({ effect }) => callFault('ApplyInstanceSnapshot', effect, 1)),
    ]
    for (const fault of faults) {
      expect(controlCommands['add-fault'].body.parse(fault)).toMatchObject({
        action: 'ApplyInstanceSnapshot',
        times: 1,
      })
    }
  })

  it('meets every call that the bot makes', () => {
    expect(cloudCalls.map(({ action }) => action)).toEqual(expect.arrayContaining([...ACTIONS]))
    for (const { action } of cloudCalls) expect(allActions.has(action)).toBe(true)
  })

  it('is found by its code or by what it means', () => {
    expect(matchingFaults('nopermission').map(({ id }) => id)).toEqual(['UnauthorizedOperation.NoPermission'])
    expect(matchingFaults('disk BUSY').map(({ id }) => id)).toContain('UnsupportedOperation.DiskBusy')
    expect(matchingFaults('502 nothing').map(({ id }) => id)).toEqual(['http-502-not-done'])
    expect(matchingFaults('')).toEqual(cloudFaults)
  })

  it('is understood by the local Slack', () => {
    for (const { action } of slackFaults) expect(panelActionSchema.parse(action)).toEqual(action)
  })

  it('offers only codes that the local Lighthouse has words for, each once', () => {
    const unknown = refusalCodes.filter(({ code }) => wordsFor(code).english.includes(code))
    expect(unknown.map(({ code }) => code)).toEqual(['Unheard.OfCode'])
    expect(new Set(refusalCodes.map(({ code }) => code)).size).toBe(refusalCodes.length)
  })

  it('promises something different of every fault, under a name of its own', () => {
    const all = [...rollbackFaults, ...slackFaults]
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length)
    expect(new Set(all.map(({ expectation }) => expectation)).size).toBe(all.length)
  })
})

describe('an armed fault in one line', () => {
  it('tells which calls, what happens and how often', () => {
    const effect = { kind: 'drop', work: 'done' } as const
    expect(wordsOfLighthouseFault({ faultId: '1', action: 'ApplyInstanceSnapshot', times: 1, effect })).toBe(
      'ApplyInstanceSnapshot: no answer, but carried out (once)',
    )
    const slow = { kind: 'delay', milliseconds: 2500 } as const
    expect(wordsOfLighthouseFault({ faultId: '2', region: 'ap-tokyo', times: null, effect: slow })).toBe(
      'Every call, ap-tokyo: 2.5 s slower (until cleared)',
    )
    const plan = { outcome: 'fails', powerAfter: 'left-stopped' } as const
    expect(wordsOfLighthouseFault({ faultId: '3', times: 2, effect: { kind: 'rollback', plan } })).toBe(
      'Every call: rollback fails, instance stays stopped (2 times)',
    )
  })

  it('tells the same of Slack', () => {
    const fault = { kind: 'rate_limited', retryAfterSeconds: 10 } as const
    expect(wordsOfSlackFault({ id: '1', method: '*', times: 5, fault })).toBe('Every call: 429 for 10 s (5 times)')
    expect(wordsOfSlackFault({ id: '2', method: 'views.open', times: 1, fault: { kind: 'error', code: 'x' } })).toBe(
      'views.open: x (once)',
    )
  })
})
