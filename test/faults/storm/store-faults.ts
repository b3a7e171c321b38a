import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { PostgresServer } from '../../support/postgres.ts'
import type { TcpProxy } from '../../support/tcp-proxy.ts'
import { type Fault, SECOND } from './fault.ts'

const realPause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

const MEGABYTE = Buffer.alloc(1024 * 1024)

/** @param isSmall whether the folder is a small file system of its own, which can be filled */
export const sqliteFaults = (data: string, isSmall: boolean): Readonly<Record<string, Fault>> => ({
  'store: busy': async (_, random) => {
    const database = new DatabaseSync(join(data, 'ledger.sqlite'))
    try {
      database.exec('PRAGMA busy_timeout = 100; BEGIN IMMEDIATE')
      // SQLite itself waits in real time, 2 s at most.
      await realPause(random.pick([50, 150, 2_300]))
      database.exec('ROLLBACK')
    } catch {
      // The bot has it at this moment.
    } finally {
      database.close()
    }
  },
  ...(isSmall && {
    'store: disk full': async ({ time }, random) => {
      const ballast = (number: number) => join(data, `ballast-${number}`)
      let number = 0
      try {
        for (; ; number += 1) writeFileSync(ballast(number), number < 64 ? MEGABYTE : MEGABYTE.subarray(0, 4_096))
      } catch {
        await time.sleep(random.between(3, 60) * SECOND)
      }
      for (; number >= 0; number -= 1) rmSync(ballast(number), { force: true })
    },
  }),
})

export const postgresFaults = (server: PostgresServer, proxy: TcpProxy): Readonly<Record<string, Fault>> => ({
  'store: server restarted': async (_, random) => {
    await server.stop(...(random.chance(0.5) ? (['crash'] as const) : []))
    await server.start()
  },
  'store: connections cut': () => proxy.cut(),
  "store: commit's answer lost": () => proxy.cutAt('COMMIT\0', 'answer'),
  'store: cut in the middle of a transaction': () => proxy.cutAt('COMMIT\0', 'request'),
})
