import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '../support/scratch-folder.ts'

const DIST = join(import.meta.dirname, '../../dist')

test('what was built can be read by whoever the service runs as', () => {
  const ordinary = join(scratchFolder('build'), 'ordinary')
  mkdirSync(ordinary)
  expect(statSync(DIST).mode).toBe(statSync(ordinary).mode)
})
