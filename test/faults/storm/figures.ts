import { sandboxCredential } from '../../../sandbox/lighthouse/server.ts'
import type { World } from '../world/world.ts'

/** What a storm did and what came of it. */
export type Figures = {
  kills: number
  requests: number
  /** Calls that asked for a rollback, and those that had an effect. */
  sent: number
  applied: number
  messages: number
  readonly faults: Map<string, number>
  readonly ends: Map<string, number>
}

export const newFigures = (): Figures => ({
  kills: 0,
  requests: 0,
  sent: 0,
  applied: 0,
  messages: 0,
  faults: new Map(),
  ends: new Map(),
})

export const addTo = (counts: Map<string, number>, name: string, more = 1): void => {
  counts.set(name, (counts.get(name) ?? 0) + more)
}

export const countWorld = async (figures: Figures, { store, lighthouse, slack }: World): Promise<void> => {
  const records = await store.records()
  const isOwnApply = ({ action, secretId }: { readonly action: string; readonly secretId: string | null }) =>
    action === 'ApplyInstanceSnapshot' && secretId === sandboxCredential.secretId
  figures.requests += records.length
  figures.sent += lighthouse.control.calls().filter(isOwnApply).length
  figures.applied += lighthouse.control.executed().filter(isOwnApply).length
  figures.messages += slack.messages().filter(({ metadata }) => metadata !== undefined).length
  for (const { request } of records) addTo(figures.ends, request?.end?.name ?? 'none')
}

export const mergeFigures = (all: Figures, one: Figures): void => {
  all.kills += one.kills
  all.requests += one.requests
  all.sent += one.sent
  all.applied += one.applied
  all.messages += one.messages
  for (const [name, count] of one.faults) addTo(all.faults, name, count)
  for (const [name, count] of one.ends) addTo(all.ends, name, count)
}

const table = (counts: Map<string, number>): readonly string[] =>
  [...counts]
    .toSorted((one, other) => other[1] - one[1])
    .map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`)

export const summaryOf = (figures: Figures, violations: readonly string[]): string => {
  const count = (pattern: RegExp) => violations.filter((violation) => pattern.test(violation)).length
  const duplicates = count(/calls had an effect|calls were sent|is told after|cards instead|was followed by another/)
  const losses = count(/is not told|has no end|still holds|0 cards/)
  return [
    `kills ${figures.kills}, requests ${figures.requests}, messages ${figures.messages}`,
    `ApplyInstanceSnapshot: ${figures.sent} sent, ${figures.applied} with an effect`,
    'ends:',
    ...table(figures.ends),
    `faults: ${[...figures.faults.values()].reduce((sum, one) => sum + one, 0)}`,
    ...table(figures.faults),
    `duplicates ${duplicates}, losses ${losses}, violations ${violations.length}`,
  ].join('\n')
}
