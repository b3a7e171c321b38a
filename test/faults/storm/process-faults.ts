import { busyMachine, type Fault, SECOND } from './fault.ts'

/** Around the gate: right before and after it is committed, and right before and after the call is sent. */
export const AROUND_THE_GATE = [
  'checked: store INSERT entries.apply_intended, UPDATE requests.seq before',
  'checked: store INSERT entries.apply_intended, UPDATE requests.seq after',
  'apply_intended: cloud ApplyInstanceSnapshot before',
  'apply_intended: cloud ApplyInstanceSnapshot after',
] as const

/** The wall clock of a process is wrong by at most so much, in milliseconds. */
export const MOST_SKEW = 40_000

/** What can happen to a process beside its death. */
export const PROCESS_FAULTS: Readonly<Record<string, Fault>> = {
  'process: frozen': async ({ bots, time }, random) => {
    const [first, ...others] = bots
    if (first === undefined) return
    const bot = random.pick([first, ...others])
    bot.freeze()
    // Up to the end of a lease (10 s) and beyond it.
    await time.sleep(random.pick([1, 4, 6, 9, 10, 11, 15, 40]) * SECOND)
    bot.thaw()
  },
  'process: its clock jumps': async ({ time, bots }, random) => {
    const slot = random.between(1, bots.length)
    time.setError(slot, random.between(-MOST_SKEW, MOST_SKEW))
    await time.sleep(random.between(5, 60) * SECOND)
    time.setError(slot, 0)
  },
  'cloud: the machine is stopped': (world, random) => {
    world.lighthouse.control.setInstanceState(busyMachine(world, random), random.pick(['STOPPED', 'RUNNING'] as const))
  },
}
