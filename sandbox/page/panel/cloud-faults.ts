import type { FaultEffect, FaultInput } from '../../lighthouse/control-api.ts'
import { refusalCodes } from './refusal-codes.ts'

/** One of the bot's calls, with what the team will see when it goes wrong. */
export type CloudCall = { readonly action: string; readonly words: string; readonly expectation: string }

export const cloudCalls: readonly CloudCall[] = [
  {
    action: 'ApplyInstanceSnapshot',
    words: 'The rollback itself',
    expectation:
      'Approve a rollback. The thread says in plain words what happened, the facts, and what to do; a refusal that passes is tried again.',
  },
  {
    action: 'CreateInstanceSnapshot',
    words: 'Taking a snapshot',
    expectation: 'Where a request takes a snapshot first, it ends with the reason, and nothing is rolled back.',
  },
  {
    action: 'StartInstances',
    words: 'Starting the instance',
    expectation: 'Leave an instance stopped, press Start instance: the thread says why it was not started.',
  },
  {
    action: 'DescribeInstances',
    words: 'Reading instances',
    expectation: 'The form names regions that cannot be read and why. A request is not posted without having looked.',
  },
  {
    action: 'DescribeSnapshots',
    words: 'Reading snapshots',
    expectation:
      'The form says why there is nothing to choose; a running rollback says that it cannot be seen, and is looked at again.',
  },
  {
    action: 'DescribeInstancesDeniedActions',
    words: 'Asking what an instance does not allow',
    expectation: 'The form and the card carry a remark: this check could not be made, and why.',
  },
  {
    action: 'DescribeSnapshotsDeniedActions',
    words: 'Asking what a snapshot does not allow',
    expectation: 'The form and the card carry a remark: this check could not be made, and why.',
  },
  {
    action: 'DescribeDisks',
    words: 'Reading data disks',
    expectation: 'The form and the card carry a remark: whether data disks are attached is not known, and why.',
  },
  {
    action: 'DescribeRegions',
    words: 'Reading the list of regions',
    expectation: 'After a new start of the bot the form says why the list of regions is the built-in one.',
  },
  {
    action: 'DescribeGeneralResourceQuotas',
    words: 'Reading quotas',
    expectation: 'Where the bot asks how many snapshots are left, it says why it cannot tell.',
  },
]

/** Something that a call can meet: an error code, or no readable answer. */
export type CloudFault = {
  readonly id: string
  readonly words: string
  readonly group: string
  readonly effect: FaultEffect
}

const withoutAnswer: readonly Omit<CloudFault, 'group'>[] = [
  ['drop', 'connection breaks off', { kind: 'drop' }] as const,
  ['never', 'no answer ever (time-out)', { kind: 'no-answer' }] as const,
  ['stalled', 'answer stops halfway (time-out)', { kind: 'stalled-body' }] as const,
  ['garbled', 'answer is no JSON', { kind: 'malformed-json' }] as const,
  ['empty', 'answer lacks its content', { kind: 'no-response-member' }] as const,
  ['http-500', 'HTTP 500 instead of an answer', { kind: 'http-status', status: 500 }] as const,
  ['http-502', 'HTTP 502 instead of an answer', { kind: 'http-status', status: 502 }] as const,
  ['http-504', 'HTTP 504 instead of an answer', { kind: 'http-status', status: 504 }] as const,
].flatMap(([id, words, effect]) => [
  { id: `${id}-done`, words: `${words}, the work is done`, effect: { ...effect, work: 'done' } },
  { id: `${id}-not-done`, words: `${words}, nothing is done`, effect: { ...effect, work: 'not-done' } },
])

/** Everything that a call can meet, in the groups of the panel's choice. */
export const cloudFaults: readonly CloudFault[] = [
  ...refusalCodes.map(({ code, words, group }): CloudFault => {
    return { id: code, words, group, effect: { kind: 'error', code } }
  }),
  ...withoutAnswer.map((fault): CloudFault => ({ ...fault, group: 'No readable answer' })),
]

/** How often it strikes; null until it is cleared. */
export const strikes: readonly { readonly words: string; readonly times: number | null }[] = [
  { words: 'Once', times: 1 },
  { words: 'Three times', times: 3 },
  { words: 'Until cleared', times: null },
]

/** @returns what the local Lighthouse is told so that the next calls of an action meet a fault. */
export function callFault(action: string, effect: FaultEffect, times: number | null): FaultInput {
  return { action, effect, times }
}

/** @returns the faults whose words or code have all words of a search in them, in any case. */
export function matchingFaults(search: string): readonly CloudFault[] {
  const parts = search.toLowerCase().split(/\s+/)
  return cloudFaults.filter(({ id, words, group }) => {
    const text = `${id} ${words} ${group}`.toLowerCase()
    return parts.every((part) => text.includes(part))
  })
}
