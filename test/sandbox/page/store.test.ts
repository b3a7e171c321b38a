import { expect, test } from 'vitest'
import { createStore, emptyModel } from '../../../sandbox/page/state/store.ts'

test('a change that changes nothing is told to nobody, so that looking after each drawing ends', () => {
  const store = createStore(emptyModel)
  let drawings = 0
  const leave = store.subscribe(() => {
    drawings += 1
  })
  store.change((model) => model)
  expect(drawings).toBe(0)
  store.change((model) => ({ ...model, isConnected: true }))
  expect(drawings).toBe(1)
  leave()
  store.change((model) => ({ ...model, isConnected: false }))
  expect(drawings).toBe(1)
  expect(store.get().isConnected).toBe(false)
})
