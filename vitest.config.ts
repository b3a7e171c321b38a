import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['./test/support/postgres-of-the-run.ts', './test/support/programs-of-the-run.ts'],
    reporters: ['default', './test/closing-line-reporter.ts'],
    // For machines on which all of them wait for each other; nothing is faster for a lower limit.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Many tests wait for processes and time-outs: more workers than the two cores that CI has.
    maxWorkers: 4,
    // Loading the sources anew for each file was half of all the work. So no file may leave anything behind in a module.
    isolate: false,
    // The sources run as they are, as they do in the bot; nothing in them needs a bundler.
    experimental: { viteModuleRunner: false },
    sequence: { sequencer: LongestFirst },
    // Programs that the tests start (the bot, the sandbox) share what taking the types out of the sources came to.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'keeper-tests-compiled') },
  },
})
