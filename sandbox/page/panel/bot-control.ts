import { z } from 'zod'
import { botSettingsSchema, type SettingsChange } from '../../launcher/bot-settings.ts'
import { type Answer, ask } from './control.ts'

/** The bot's process, as the launcher sees it. */
const botStateSchema = z.object({
  running: z.boolean(),
  frozen: z.boolean().optional(),
  pid: z.number().nullish(),
  /** Milliseconds since the epoch at which the present process began, or the last one ended. */
  since: z.number().nullish(),
  restarts: z.number().optional(),
  lastExit: z.object({ code: z.number().nullish(), signal: z.string().nullish() }).nullish(),
  log: z.array(z.string()).optional(),
  settings: botSettingsSchema.optional(),
})
export type BotState = z.infer<typeof botStateSchema>

export type BotCommand = 'kill' | 'stop' | 'start' | 'freeze' | 'thaw'

/** Whether the bot runs, since when, how it ended last, and its newest log lines. */
export function botState(): Promise<Answer<BotState>> {
  return ask('/panel/bot', botStateSchema)
}

export function commandBot(command: BotCommand): Promise<Answer<unknown>> {
  return ask(`/panel/bot/${command}`, z.unknown(), {})
}

/** Starts the bot anew with other settings. */
export function configureBot(change: SettingsChange): Promise<Answer<unknown>> {
  return ask('/panel/bot/configure', z.unknown(), change)
}
