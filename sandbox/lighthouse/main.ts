/**
 * The local Lighthouse as a program: `node sandbox/lighthouse/main.ts [--port N]`. The key it accepts comes from
 * TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, else it is the sandbox's own. Prints `ready URL` once it answers.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { sandboxCredential, startLocalLighthouse } from './server.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
const port = z.coerce.number().int().min(0).max(65_535).parse(values.port)
const key = z
  .object({
    TENCENTCLOUD_SECRET_ID: z.string().min(1).default(sandboxCredential.secretId),
    TENCENTCLOUD_SECRET_KEY: z.string().min(1).default(sandboxCredential.secretKey),
  })
  .parse(process.env)

const lighthouse = await startLocalLighthouse({
  port,
  credentials: [{ secretId: key.TENCENTCLOUD_SECRET_ID, secretKey: key.TENCENTCLOUD_SECRET_KEY }],
})
console.log(`ready ${lighthouse.url}`)

const stop = () => void lighthouse.close().then(() => process.exit(0))
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
/** Started by the launcher, it ends with the launcher. */
process.once('disconnect', stop)
