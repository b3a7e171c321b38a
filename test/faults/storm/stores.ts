import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createDatabase, type PostgresServer } from '../../support/postgres.ts'
import { startTcpProxy } from '../../support/tcp-proxy.ts'
import { createPostgresStore, createSqliteStore } from '../world/store.ts'
import type { StoreInStorm } from './episode.ts'
import { postgresFaults, sqliteFaults } from './store-faults.ts'

/** How much the embedded store's file system holds where it can be filled. */
const SIZE = '48m'

/** Whether this account may mount a file system: else the disk is never full, and whoever runs the storm says so. */
export const mayMount = (): boolean => process.platform === 'linux' && process.getuid?.() === 0

/** The embedded store, on a small file system of its own where that can be had. */
export const openSqliteInStorm = (folder: string): StoreInStorm => {
  const data = join(folder, 'data')
  mkdirSync(data)
  const isSmall = mayMount() && spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'storm', data]).status === 0
  const store = createSqliteStore(folder)
  return {
    faults: sqliteFaults(data, isSmall),
    store: {
      ...store,
      close: async () => {
        await store.close()
        if (isSmall) spawnSync('umount', ['-l', data])
      },
    },
  }
}

/** A database of its own on the server; the bots reach it through something that can be cut. */
export const openPostgresInStorm = async (server: PostgresServer): Promise<StoreInStorm> => {
  const proxies: Awaited<ReturnType<typeof startTcpProxy>>[] = []
  const store = await createPostgresStore(await createDatabase(server.url), async (url) => {
    const { hostname: host, port } = new URL(url)
    const proxy = await startTcpProxy({ host, port: Number(port) })
    proxies.push(proxy)
    const through = new URL(url)
    through.port = String(proxy.port)
    return through.href
  })
  const [proxy] = proxies
  if (proxy === undefined) throw new Error('There is no way to the database.')
  return {
    faults: postgresFaults(server, proxy),
    store: {
      ...store,
      close: async () => {
        await store.close()
        await proxy.close()
      },
    },
  }
}
