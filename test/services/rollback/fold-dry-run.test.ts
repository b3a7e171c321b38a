import { expect, test } from 'vitest'
import type { Entry, EntryContent } from '../../../src/services/rollback/entry.ts'
import { fold } from '../../../src/services/rollback/fold.ts'
import { aRequest, type RequestBuilder } from '../../support/requests.ts'

const takes = (request: RequestBuilder, content: EntryContent, after = 1000): boolean => {
  const { requestId, seq, at } = request.last
  const entry: Entry = { ...content, requestId, seq: seq + 1, at: at + after, actor: 'bot', hash: '' }
  return fold(request.built, entry) !== null
}

const intended: EntryContent = { kind: 'apply_intended', data: { attempt: 1, attemptId: 'attempt-1', baseline: [] } }
const rehearsed: EntryContent = { kind: 'rehearsed', data: { calls: ['ApplyInstanceSnapshot'] } }
const dryRun = aRequest({ dryRun: true }).opened().approved()
const real = aRequest().opened().approved()

test('a dry run never passes the gate, whatever was checked', () => {
  expect(takes(dryRun.checked(), intended)).toBe(false)
  expect(takes(real.checked(), intended)).toBe(true)
})

test('only a dry run is rehearsed, and only after its checks and while its approval keeps', () => {
  expect(takes(real.checked(), rehearsed)).toBe(false)
  expect(takes(dryRun, rehearsed)).toBe(false)
  expect(takes(dryRun.checked(), rehearsed)).toBe(true)
  expect(takes(dryRun.checked(), rehearsed, 900_001)).toBe(false)
})

test('a dry run holds no instance from its first moment to its end', () => {
  expect(aRequest({ dryRun: true }).submitted().built.holdsInstance).toBe(false)
  expect(dryRun.checked().append(rehearsed).built.holdsInstance).toBe(false)
  expect(real.built.holdsInstance).toBe(true)
})

test('what is opened is a dry run exactly where that was submitted', () => {
  const opened = real.entries.find(({ kind }) => kind === 'opened')
  const submitted = aRequest({ dryRun: true }).submitted()
  if (opened?.kind !== 'opened') throw new Error('nothing was opened')
  expect(takes(submitted, { kind: 'opened', data: opened.data })).toBe(false)
})
