import { approve } from './approve.ts'
import { command } from './command.ts'
import { crowdOfRollbacks } from './crowd-of-rollbacks.ts'
import { endTold } from './end-told.ts'
import { ledger } from './ledger.ts'
import { pickerCold } from './picker-cold.ts'
import { pickerWarm } from './picker-warm.ts'
import { plainBot } from './plain-bot.ts'
import { replicas } from './replicas.ts'
import type { Row } from './row.ts'
import { start } from './start.ts'

export const allRows: readonly Row[] = [
  command,
  pickerCold,
  pickerWarm,
  approve,
  start,
  ledger,
  replicas,
  endTold,
  crowdOfRollbacks,
  plainBot,
]
