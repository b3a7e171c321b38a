import { z } from 'zod'
import { LIMITS } from '../limits.ts'
import { modalBlockSchema } from './block.ts'
import { plainText } from './text.ts'

/** A modal as an app hands it to `views.open`, `.push`, `.update` or to an acknowledgement. */
export const modalSchema = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(LIMITS.modal.title),
    blocks: z.array(modalBlockSchema).max(LIMITS.modal.blocks),
    submit: plainText(LIMITS.modal.button).exactOptional(),
    close: plainText(LIMITS.modal.button).exactOptional(),
    private_metadata: z.string().max(LIMITS.modal.privateMetadata).exactOptional(),
    callback_id: z.string().max(LIMITS.id.callback).exactOptional(),
    external_id: z.string().max(LIMITS.id.externalId).exactOptional(),
    clear_on_close: z.boolean().exactOptional(),
    notify_on_close: z.boolean().exactOptional(),
    submit_disabled: z.boolean().exactOptional(),
  })
  .refine((view) => view.submit !== undefined || view.blocks.every((block) => block.type !== 'input'), {
    message: 'submit is required when an input block is within blocks',
    path: ['submit'],
  })
export type Modal = z.infer<typeof modalSchema>
