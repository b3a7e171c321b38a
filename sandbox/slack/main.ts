/**
 * The local Slack as a program: `node sandbox/slack/main.ts [--port N]`. The panel reaches the rest of the sandbox
 * through SANDBOX_CONTROL_URL and LIGHTHOUSE_CONTROL_URL. Prints `ready URL` once it answers.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { startLocalSlack } from './server.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
const port = z.coerce.number().int().min(0).max(65_535).parse(values.port)

const slack = await startLocalSlack({
  port,
  panel: {
    launcherControlUrl: process.env['SANDBOX_CONTROL_URL'],
    lighthouseControlUrl: process.env['LIGHTHOUSE_CONTROL_URL'],
  },
})
console.log(`ready ${slack.url}`)

const stop = () => void slack.close().then(() => process.exit(0))
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
/** Started by the launcher, it ends with the launcher. */
process.once('disconnect', stop)
