import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['./test/support/postgres-of-the-run.ts'],
    reporters: ['default', './test/closing-line-reporter.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Many tests wait for processes and time-outs: more workers than the two cores that CI has.
    maxWorkers: 4,
    // Loading the sources anew for each file was half of all the work. So no file may leave anything behind in a module.
    isolate: false,
    // Programs that the tests start (the bot, the sandbox) share what taking the types out of the sources came to.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'keeper-tests-compiled') },
  },
})
