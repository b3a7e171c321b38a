import { defineConfig } from 'vitest/config'
import tests from './vitest.config.ts'

/** The storm in its short form: every step killed once on each store, and 200 kills at random. */
export default defineConfig({
  test: { ...tests.test, include: ['test/faults/*.storm.ts'], maxWorkers: 1 },
})
