/** The bot in driven time, alone in its process: what it takes of memory and processor is the bot's own. */
import { z } from 'zod'
import { runDriven, runOrderSchema } from '../driven/stage.ts'
import { startProgram } from '../process/program.ts'
import { serve } from '../process/serve.ts'

const emulators = await startProgram('programs/driven-emulators.ts', {}, z.null())

serve({ run: (order) => runDriven(runOrderSchema.parse(order), emulators) }, null)
