/**
 * `npm run sandbox`: the whole product on this machine with no account anywhere. SANDBOX_PORT names the page's port;
 * settings of the bot (APPROVERS, APPROVALS_REQUIRED, REQUEST_TTL, APPROVAL_TTL, BOT_LANGUAGE, LOG_LEVEL) are passed
 * on; `--data-dir FOLDER` keeps the store over sandboxes. What a real installation is configured with stays outside.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { startSandbox } from './launcher/sandbox.ts'

const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } } })
const port = z.coerce.number().int().min(1).max(65_535).default(3400).safeParse(process.env['SANDBOX_PORT'])
if (!port.success) {
  console.error('SANDBOX_PORT is not a port. Write a number from 1 to 65535, or leave it out.')
  process.exit(1)
}

/** Milliseconds. */
const LOOK_FOR_PARENT_EVERY = 500

let isStopping = false

try {
  const sandbox = await startSandbox({
    port: port.data,
    dataDir: values['data-dir'],
    tell: (sentence) => {
      if (!isStopping) console.error(sentence)
    },
  })
  const stop = (exitCode: number): void => {
    if (isStopping) return
    isStopping = true
    sandbox.stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0))
  // npm passes a SIGTERM to its shell, which dies of it and leaves this process behind.
  const parent = process.ppid
  if (process.env['npm_lifecycle_event'] !== undefined) {
    setInterval(() => process.ppid !== parent && stop(0), LOOK_FOR_PARENT_EVERY).unref()
  }
  void sandbox.broken.then((sentence) => {
    if (!isStopping) console.error(`${sentence} The sandbox cannot go on without it and ends.`)
    stop(1)
  })
  console.log(`
  Lighthouse Keeper runs in its sandbox. Nothing here reaches Slack or Tencent Cloud.

    ${sandbox.pageUrl}

  Open it in a browser. As Ana, type  /lighthouse rollback  and ask for a rollback.
  Then choose Ben at the left and approve it. “Break things” shows your worst night.

  Ctrl-C ends everything.
`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
