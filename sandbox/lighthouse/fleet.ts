import type { Fleet } from './objects.ts'
export function createSeededFleet(_now: number): Fleet {
  throw new Error('soon')
}
