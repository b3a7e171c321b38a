/**
 * The waiter of Terraform's resource for ApplyInstanceSnapshot: a look after 1 s, the next after 3 s, then twice as
 * long each time up to 10 s (`resource.StateChangeConf` with Delay 1 s and MinTimeout 3 s).
 */
const DELAY = 1_000
const SHORTEST = 3_000
const LONGEST = 10_000

/** @returns when it looks at a rollback that takes `milliseconds`, from its start; the last look sees the end */
export const terraformLooks = (milliseconds: number): readonly number[] => {
  const looks = [DELAY]
  for (let wait = SHORTEST, at = DELAY; at < milliseconds; wait = Math.min(wait * 2, LONGEST)) {
    at += wait
    looks.push(at)
  }
  return looks
}
