import { z } from 'zod'
import { comeToRest, type Place, waitFor } from './crowd.ts'

const orderSchema = z.object({
  /** Typed one after another. */
  queries: z.array(z.string()).min(1),
  rounds: z.number().int().min(1),
})

/** Milliseconds from the letter typed to the options, and how many there were. */
export const optionTimesSchema = z.object({
  times: z.array(z.number()),
  options: z.array(z.number()),
  /** The last list as it was offered. */
  offer: z.array(z.unknown()),
})

/** Somebody opens the modal once and searches the picker of instances. */
export const askForOptions = async (place: Place, order: unknown): Promise<z.infer<typeof optionTimesSchema>> => {
  const { queries, rounds } = orderSchema.parse(order)
  const [person] = place.crowd
  if (person === undefined) throw new Error('nobody is here')
  await comeToRest(place)
  if (person.modal() === undefined) {
    await person.command('/lighthouse', 'rollback')
    await waitFor('the modal', () => person.modal())
  }
  const times: number[] = []
  const options: number[] = []
  let offer: readonly unknown[] = []
  for (let round = 0; round < rounds; round += 1) {
    const query = queries[round % queries.length] ?? ''
    await comeToRest(place)
    const askedAt = place.clock.now()
    const list = await person.options('Instance', query)
    times.push(place.clock.now() - askedAt)
    if ('kind' in list) throw new Error('text' in list ? list.text : list.kind)
    options.push(list.reduce((sum, group) => sum + group.options.length, 0))
    offer = list
  }
  return { times, options, offer: [...offer] }
}
