import { defineConfig } from 'vitest/config'
import tests from './vitest.config.ts'

/** Two hundred kills at random among faults of all kinds; the kills at every step are part of `npm test`. */
export default defineConfig({ test: { ...tests.test, include: ['test/faults/*.storm.ts'], maxWorkers: 2 } })
