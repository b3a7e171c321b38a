import { describe, expect, test } from 'vitest'
import { ADVICE, adviceFor, entryFor, leavesDoubt } from '../../../src/services/lighthouse/catalogue.ts'
import { NO_ANSWER_REASONS, noAnswer } from '../../../src/services/lighthouse/cloud-error.ts'
import { KNOWN_REGIONS } from '../../../src/services/lighthouse/regions.ts'
import type { CloudFault } from '../../../src/services/rollback/cloud-objects.ts'
import { isPassingRefusal } from '../../../src/services/rollback/passing-refusals.ts'
import { errorWords } from '../../../src/words/errors.ts'
import { LANGUAGES } from '../../../src/words/language.ts'
import { wordsFor } from '../../../src/words/words.ts'
import { DOCUMENTED_ERRORS } from './documented-errors.ts'

const refused = (code: string, action = 'ApplyInstanceSnapshot'): CloudFault => ({
  kind: 'refused',
  action,
  region: 'ap-tokyo',
  code,
  message: 'no',
  requestId: 'request-1',
})

/** Codes after which the facts (API facts, sections 7 and 8) say to look whether a rollback began all the same. */
const TO_CHECK = [
  'FailedOperation.DescribeInstanceStatus',
  'FailedOperation.SnapshotOperationFailed',
  'InternalError.DescribeInstanceStatus',
  'UnsupportedOperation.SystemBusy',
  'ResourceInUse',
  'ResourceUnavailable',
  'ResourceInsufficient',
  'FailedOperation',
  'InternalError',
  'ServiceUnavailable',
]

test.each(Object.entries(DOCUMENTED_ERRORS))(
  'every error that the documents list for %s has an entry of its own',
  (_of, codes) => {
    for (const code of codes) expect(entryFor(refused(code))).toEqual({ kind: 'code', code })
  },
)

test.each([
  ['FailedOperation.Newcomer', 'FailedOperation'],
  ['RequestLimitExceeded.Newcomer', 'RequestLimitExceeded'],
  ['InvalidParameterValue.RegionNotFound', 'UnsupportedRegion'],
  ['UnauthorizedOperation.Newcomer.Deeper', 'UnauthorizedOperation'],
])('%s is read as %s', (code, entry) => {
  expect(entryFor(refused(code))).toEqual({ kind: 'code', code: entry })
})

test.each(['NeverHeardOf', 'NeverHeardOf.This', 'toString', 'constructor.name'])(
  'the unknown code %s gets no guess: look first, do not repeat',
  (code) => {
    expect(entryFor(refused(code))).toEqual({ kind: 'unknown_code' })
    expect(adviceFor(refused(code))).toEqual({ changed: 'check', retry: 'never' })
  },
)

test('the codes after which the catalogue calls a repeat safe are those after which the bot may repeat', () => {
  const safe = Object.keys(ADVICE).filter((code) => adviceFor(refused(code)).retry === 'safe')
  expect(safe.filter((code) => !isPassingRefusal(code))).toEqual([])
  const passing = Object.keys(ADVICE).filter(isPassingRefusal)
  expect(passing).toHaveLength(9)
  expect(passing.filter((code) => adviceFor(refused(code)).retry !== 'safe')).toEqual([])
})

test('a rollback without an answer may have run, one that was not sent has not, a question never changes anything', () => {
  expect(adviceFor(noAnswer('ApplyInstanceSnapshot', 'ap-tokyo', 'timed out', ''))).toEqual({
    changed: 'unknown',
    retry: 'never',
  })
  expect(adviceFor(noAnswer('ApplyInstanceSnapshot', 'ap-tokyo', 'connection refused', ''))).toEqual({
    changed: 'no',
    retry: 'later',
  })
  expect(adviceFor(noAnswer('DescribeSnapshots', 'ap-tokyo', 'timed out', ''))).toEqual({
    changed: 'no',
    retry: 'later',
  })
  expect(adviceFor(refused('FailedOperation', 'DescribeSnapshots')).changed).toBe('no')
})

test('a rollback that was refused leaves a doubt after exactly the codes of which the facts say to check', () => {
  const facts = [...(DOCUMENTED_ERRORS['ApplyInstanceSnapshot'] ?? []), ...(DOCUMENTED_ERRORS['any call'] ?? [])]
  // Nothing is said of an answer that was too large; it may come after the work.
  const doubtful = facts.filter((code) => leavesDoubt(refused(code)) && code !== 'ResponseSizeLimitExceeded')
  expect(doubtful.toSorted()).toEqual(TO_CHECK.toSorted())
})

describe.each(LANGUAGES)('words in %s', (language) => {
  test('name the city of every region that is asked without a list', () => {
    expect(Object.keys(wordsFor(language).regions)).toEqual(expect.arrayContaining([...KNOWN_REGIONS]))
  })

  const faults = [
    ...Object.keys(ADVICE).flatMap((code) =>
      ['ApplyInstanceSnapshot', 'CreateInstanceSnapshot', 'StartInstances', 'DescribeDisks'].map((action) =>
        refused(code, action),
      ),
    ),
    refused('NeverHeardOf'),
    ...NO_ANSWER_REASONS.flatMap((reason) => [
      noAnswer('ApplyInstanceSnapshot', 'ap-tokyo', reason, 'seen'),
      noAnswer('DescribeSnapshots', 'ap-tokyo', reason, ''),
    ]),
  ]

  test('are short whole sentences for every fault', () => {
    for (const fault of faults) {
      const { what, next } = errorWords(language, fault)
      for (const sentence of [what, next]) {
        expect(sentence).toMatch(/[.。]$/)
        expect(sentence.length).toBeLessThanOrEqual(200)
      }
    }
  })

  test('never tell to repeat a rollback whose outcome is unknown', () => {
    const { next } = errorWords(language, noAnswer('ApplyInstanceSnapshot', 'ap-tokyo', 'timed out', ''))
    expect(next).toMatch(language === 'en' ? /Do not start it again by hand/ : /不要手动再次发起/)
  })
})
