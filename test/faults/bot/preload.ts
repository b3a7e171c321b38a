import { openSync } from 'node:fs'
import { activity } from './activity.ts'
import { createEffects } from './effects.ts'
import { goSchema, ordersSchema, type Rest } from './orders.ts'
import { fireDue, installTime, realPause, realTurn, untilNext } from './time.ts'
import { watchCloud, watchSlack } from './watch-http.ts'
import { watchPostgres, watchSqlite } from './watch-store.ts'

/**
 * Loaded before the bot (`node --import`), of which it knows nothing but the platform that it runs on: it puts the
 * world's time in the place of the machine's, sees every effect on store, cloud and Slack, and ends or freezes the
 * process at the one it was told.
 */

/** Turns of the event loop without a sign of life after which the process is at rest. */
const CALM_TURNS = 3
/** How long an answer that does not come is waited for, in milliseconds of real time. */
const PATIENCE = 25

const orders = ordersSchema.parse(JSON.parse(process.env['KEEPER_FAULTS'] ?? '{}'))
installTime(orders)
const send = (message: object): void => {
  if (process.connected) process.send?.(message)
}
const effects = createEffects({
  ...orders,
  report: openSync(orders.reportFile, 'a'),
  onFreeze: () => send({ frozen: true }),
})
watchSlack(effects)
watchCloud(effects)
watchSqlite(effects)
watchPostgres(effects)

const comeToRest = async (): Promise<void> => {
  let seen = activity.count
  let calm = 0
  for (let waited = 0; calm < CALM_TURNS && waited < PATIENCE; ) {
    await realTurn()
    const isWaiting = activity.inFlight > 0
    if (activity.count !== seen) {
      calm = 0
      waited = 0
    } else if (isWaiting) {
      await realPause(1)
      waited += 1
    } else calm += 1
    seen = activity.count
  }
}

const go = async (number: number): Promise<void> => {
  fireDue()
  await comeToRest()
  const { inFlight, held } = activity
  send({ rest: number, next: untilNext(), inFlight, held } satisfies Rest)
}

process.on('message', (message) => {
  const order = goSchema.safeParse(message)
  if (order.success) void go(order.data.go)
})
process.channel?.unref()
