import fc from 'fast-check'
import { expect } from 'vitest'
import type { AppendOutcome, Ledger } from '../../../src/services/ledger/ledger.ts'
import { BOT_ACTOR, type Entry, type EntryContent } from '../../../src/services/rollback/entry.ts'
import { aTry, contentOf, type Try } from '../rollback/lives.ts'
import { inWordsOfModel, Model, modelInItsWords } from '../rollback/model.ts'

/** Random lives of a request in a real store, held against the model that knows neither the store nor the fold. */

/** The store of one run, with two ways to it and a clock that stands still. */
export type Real = {
  readonly requestId: string
  readonly instanceId: string
  readonly ledgers: () => readonly [Ledger, Ledger]
  readonly pass: (milliseconds: number) => Promise<void>
  /** The process dies and another one opens the store. */
  readonly crash: () => Promise<void>
}

type Command = fc.AsyncCommand<Model, Real>

const contentFor = async (real: Real, ledger: Ledger, attempt: Try) => {
  const request = (await ledger.read(real.requestId))?.request ?? null
  const at = await ledger.now()
  const wanted: EntryContent =
    request === null ? contentOf({ ...attempt, kind: 'submitted' }, null, at) : contentOf(attempt, request, at)
  const content: EntryContent =
    wanted.kind === 'submitted' ? { kind: wanted.kind, data: { ...wanted.data, instanceId: real.instanceId } } : wanted
  return { content, after: request?.seq ?? 0, at }
}

type Wanted = Awaited<ReturnType<typeof contentFor>>

const append = ({ requestId }: Real, ledger: Ledger, { content, after }: Wanted): Promise<AppendOutcome> =>
  ledger.append({ requestId, after, content, actor: BOT_ACTOR })

const entryOf = ({ requestId }: Real, { content, after, at }: Wanted): Entry => ({
  ...content,
  requestId,
  seq: after + 1,
  at,
  actor: BOT_ACTOR,
  hash: '',
})

const expectSame = async (model: Model, { requestId, ledgers }: Real): Promise<void> => {
  for (const ledger of ledgers()) {
    const recorded = await ledger.read(requestId)
    if (recorded !== null) expect(inWordsOfModel(recorded.request)).toEqual(modelInItsWords(model))
  }
}

/** Somebody or the bot does one thing; the store takes it exactly where the model does. */
class One implements Command {
  readonly attempt: Try
  constructor(attempt: Try) {
    this.attempt = attempt
  }
  check = () => true
  async run(model: Model, real: Real): Promise<void> {
    await real.pass(this.attempt.after)
    const [ledger] = real.ledgers()
    const wanted = await contentFor(real, ledger, this.attempt)
    const outcome = await append(real, ledger, wanted)
    expect({ ...wanted, taken: outcome.ok }).toEqual({ ...wanted, taken: model.take(entryOf(real, wanted)) })
    await expectSame(model, real)
  }
  toString = () => JSON.stringify(this.attempt)
}

/** Two at the same instant, decided on the same state: at most one is taken, and the other is told so. */
class TwoAtOnce implements Command {
  readonly attempts: readonly [Try, Try]
  constructor(attempts: readonly [Try, Try]) {
    this.attempts = attempts
  }
  check = () => true
  async run(model: Model, real: Real): Promise<void> {
    const [one, other] = real.ledgers()
    const [first, second] = this.attempts
    await real.pass(first.after)
    const wanted = [await contentFor(real, one, first), await contentFor(real, other, second)] as const
    const outcomes = await Promise.all([append(real, one, wanted[0]), append(real, other, wanted[1])])
    const taken = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.entry] : []))
    expect(taken.length).toBeLessThanOrEqual(1)
    for (const entry of taken) expect(model.take(entry)).toBe(true)
    if (taken.length === 0) for (const each of wanted) expect(model.take(entryOf(real, each))).toBe(false)
    await expectSame(model, real)
  }
  toString = () => JSON.stringify(this.attempts)
}

class Crash implements Command {
  check = () => true
  async run(model: Model, real: Real): Promise<void> {
    await real.crash()
    await expectSame(model, real)
  }
  toString = () => 'crash'
}

const commands = fc.commands(
  [
    aTry.map((attempt) => new One(attempt)),
    aTry.map((attempt) => new One(attempt)),
    aTry.map((attempt) => new One(attempt)),
    fc.tuple(aTry, aTry).map((attempts) => new TwoAtOnce(attempts)),
    fc.tuple(aTry, aTry).map((attempts) => new TwoAtOnce(attempts)),
    fc.constant(new Crash()),
  ],
  { maxCommands: 45, size: 'max' },
)

/** @param begin makes the store of one run ready; what it gives is closed by `end` */
export const runModel = (options: {
  readonly runs: number
  readonly begin: (number: number) => Promise<Real>
  readonly end: (real: Real) => Promise<void>
}): Promise<void> => {
  let number = 0
  return fc.assert(
    fc.asyncProperty(commands, async (run) => {
      number += 1
      const real = await options.begin(number)
      try {
        await fc.asyncModelRun(() => ({ model: new Model(), real }), run)
      } finally {
        await options.end(real)
      }
    }),
    { seed: 20_261_125, numRuns: options.runs },
  )
}
