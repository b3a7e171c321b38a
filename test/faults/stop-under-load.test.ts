import { expect, inject, test } from 'vitest'
import { ask, decide } from './world/people.ts'
import { APPROVERS, requesterOf } from './world/places.ts'
import { createSqliteStore } from './world/store.ts'
import { createWorld } from './world/world.ts'

const LIMIT = 120_000
const SECOND = 1_000

test('SIGTERM in the middle of six requests: exit 0 within 10 s, and the next start brings each to one end', {
  timeout: LIMIT,
}, async () => {
  const world = await createWorld({ programs: inject('programs'), replicas: 1, openStore: createSqliteStore })
  try {
    const [bot] = world.bots
    if (bot === undefined) throw new Error('There is no bot.')
    bot.start()
    const machines = world.lighthouse.control.state().fleet.instances.map(({ instance }) => instance.InstanceId)
    const ids = await Promise.all(
      machines.slice(0, 6).map((instanceId, index) => ask(world, { by: requesterOf(index), instanceId })),
    )
    // Calls and posts that take their time, and people who go on pressing while the bot goes.
    world.lighthouse.control.addFault({
      action: 'ApplyInstanceSnapshot',
      effect: { kind: 'delay', milliseconds: 4 * SECOND },
      times: 4,
    })
    world.slack.faults.add({ method: 'chat.postMessage', fault: { kind: 'delay', milliseconds: 6 * SECOND }, times: 3 })
    const deciding = ids.map((id, index) =>
      decide(world, id ?? '', { what: 'Approve', by: APPROVERS[index % APPROVERS.length] ?? '' }),
    )
    const isAtTheGate = () => world.seen().some(({ entries }) => entries.at(-1)?.kind === 'apply_intended') || undefined
    expect(await world.until(isAtTheGate, 120 * SECOND)).toBe(true)
    const since = world.time.now()

    const { code } = await bot.stop()

    expect(code).toBe(0)
    expect(world.time.now() - since).toBeLessThan(10 * SECOND)
    bot.start()
    await Promise.all(deciding)
    expect(await world.rest()).toEqual([])
    expect(world.seen().map(({ request }) => request?.end?.name)).toEqual(ids.map(() => 'succeeded'))
  } finally {
    await world.dispose()
  }
})
