import { defineConfig } from 'vitest/config'
import tests from './vitest.config.ts'

/** The storm in its short form: every step killed once on each store, 200 kills at random, and a thousand races. */
export default defineConfig({
  test: { ...tests.test, include: ['test/faults/**/*.storm.ts'], maxWorkers: 1 },
})
