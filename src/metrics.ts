import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** What `/metrics` tells: the process's own figures, and which part of the bot is ready. */
export const createMetrics = (readiness: () => Promise<Readonly<Record<string, boolean>>>): Registry => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'keeper_part_ready',
    help: '1 while a part of the bot is ready: the connection to Slack, the store',
    labelNames: ['part'],
    registers: [registry],
    async collect() {
      for (const [part, isReady] of Object.entries(await readiness())) this.set({ part }, isReady ? 1 : 0)
    },
  })
  return registry
}
