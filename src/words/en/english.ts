import { answers } from './answers.ts'
import { card } from './card.ts'
import { ends } from './ends.ts'
import { findings } from './findings.ts'
import { help } from './help.ts'
import { loss } from './loss.ts'
import { marks } from './marks.ts'
import { modal } from './modal.ts'
import { regions } from './regions.ts'
import { safety } from './safety.ts'
import { start } from './start.ts'
import { states } from './states.ts'
import { thread } from './thread.ts'

/** Everything that people read, in English; other languages have the same shape. */
export const english = {
  answers,
  card,
  ends,
  findings,
  help,
  loss,
  marks,
  modal,
  regions,
  safety,
  start,
  states,
  thread,
}
