import { openSync } from 'node:fs'
import { activity } from './activity.ts'
import { createEffects } from './effects.ts'
import { FREEZING, type Rest, readGo, readOrders, VARIABLE } from './orders.ts'
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

const orders = readOrders(process.env[VARIABLE] ?? '')
installTime(orders)
const send = (message: object): void => {
  if (process.connected) process.send?.(message)
}
const effects = createEffects({
  ...orders,
  report: openSync(orders.reportFile, 'a'),
  onFreeze: () => send(FREEZING),
})
watchSlack(effects)
watchCloud(effects)
watchSqlite(effects)
watchPostgres(effects)

/** So many answers have been waited for in vain; that they do not come is no news any more. */
let givenUp = 0

const comeToRest = async (): Promise<void> => {
  let seen = activity.count
  let calm = 0
  for (let waited = 0; calm < CALM_TURNS; ) {
    await realTurn()
    givenUp = Math.min(givenUp, activity.inFlight)
    if (waited >= PATIENCE) givenUp = activity.inFlight
    const isWaiting = activity.inFlight > givenUp
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
  const number = readGo(message)
  if (number !== null) void go(number)
})
// The storm is gone: nobody would ever end this process.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.channel?.unref()
