import { expect, test } from 'vitest'
import { isSilent, startsMessage } from '../../src/services/rollback/tellings.ts'
import { contextFor } from '../../src/views/context.ts'
import { threadMessage } from '../../src/views/thread-messages.ts'
import { everyMoment } from '../support/moments.ts'
import { NOW } from '../support/requests.ts'

test('no kind of entry is both silent and told', () => {
  for (const { entries } of Object.values(everyMoment('shop-web-1'))) {
    for (const { kind } of entries) expect(isSilent(kind) && startsMessage(kind), kind).toBe(false)
  }
})

test('every entry that gets a message of its own has something to tell at the moment it is the newest', () => {
  const context = contextFor('en', NOW)
  for (const [moment, { built, entries }] of Object.entries(everyMoment('shop-web-1'))) {
    const newest = entries.at(-1)
    if (newest === undefined || !startsMessage(newest.kind) || moment === 'refused for good') continue
    expect(threadMessage(built, [newest], null, context).blocks.length, moment).toBeGreaterThan(0)
  }
})
