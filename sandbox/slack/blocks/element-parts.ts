import { z } from 'zod'
import { LIMITS } from '../limits.ts'
import { confirmSchema, plainText } from './text.ts'

export const actionable = { action_id: z.string().min(1).max(LIMITS.id.action).exactOptional() }
export const confirmable = { ...actionable, confirm: confirmSchema.exactOptional() }
export const focusable = { focus_on_load: z.boolean().exactOptional() }
const placeholder = { placeholder: plainText(LIMITS.placeholder).exactOptional() }
export const picker = { ...confirmable, ...focusable, ...placeholder }
const dispatchable = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .exactOptional(),
    })
    .exactOptional(),
}
export const typed = { ...actionable, ...focusable, ...placeholder, ...dispatchable }
export const several = { max_selected_items: z.int().min(1).exactOptional() }
export const userId = z.string().regex(/^[UW][A-Z0-9]+$/)
export const channelId = z.string().regex(/^[CGD][A-Z0-9]+$/)
