import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** Stands between a program and a server, and breaks the way between them on demand. */
export type TcpProxy = {
  readonly port: number
  /** Cuts every connection now. */
  readonly cut: () => void
  /**
   * From now on: the first time a client sends this text, `lose` says whether it still reaches the server; either way
   * no answer comes back and the connection is cut.
   */
  readonly cutAt: (text: string, lose: 'answer' | 'request') => void
  readonly close: () => Promise<void>
}

/** How long the server has for what the client will never hear of, in milliseconds. */
const TIME_TO_ACT = 100

export const startTcpProxy = async (target: { readonly host: string; readonly port: number }): Promise<TcpProxy> => {
  const sockets = new Set<Socket>()
  let trap: { readonly text: string; readonly lose: 'answer' | 'request' } | null = null

  const server = createServer((client) => {
    const upstream = connect(target.port, target.host)
    let isDeaf = false
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', (data) => {
      if (trap === null || !data.includes(trap.text)) return upstream.write(data)
      const { lose } = trap
      trap = null
      isDeaf = true
      if (lose === 'request') return client.destroy()
      upstream.write(data)
      return setTimeout(() => client.destroy(), TIME_TO_ACT)
    })
    upstream.on('data', (data) => isDeaf || client.write(data))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cut,
    cutAt: (text, lose) => {
      trap = { text, lose }
    },
    close: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
