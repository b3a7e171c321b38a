import { createServer } from 'node:net'

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

const TRIES = 50

/** The first free port from `wanted` on. @throws where fifty in a row are taken */
export const freePort = async (wanted: number): Promise<number> => {
  for (let port = wanted; port < wanted + TRIES; port += 1) if (await isFree(port)) return port
  throw new Error(`No port from ${wanted} to ${wanted + TRIES - 1} is free. Name another with SANDBOX_PORT.`)
}
