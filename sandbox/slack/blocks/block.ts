import { z } from 'zod'
import { LIMITS } from '../limits.ts'
import {
  accessorySchema,
  actionElementSchema,
  buttonSchema,
  contextActionSchema,
  hasOneImageSource,
  imageElementSchema,
  imageSourceShape,
  inputElementSchema,
} from './elements.ts'
import { richTextSchema } from './rich-text.ts'
import { anyText, markdownText, plainText } from './text.ts'

const identified = { block_id: z.string().max(LIMITS.id.block).exactOptional() }

const section = z
  .strictObject({
    type: z.literal('section'),
    ...identified,
    text: anyText(LIMITS.text.section).exactOptional(),
    fields: z.array(anyText(LIMITS.text.field)).min(1).max(LIMITS.count.fields).exactOptional(),
    accessory: accessorySchema.exactOptional(),
    expand: z.boolean().exactOptional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, 'missing required field: text')
const header = z.strictObject({
  type: z.literal('header'),
  ...identified,
  text: plainText(LIMITS.text.header),
  level: z.int().min(1).max(4).exactOptional(),
})
const divider = z.strictObject({ type: z.literal('divider'), ...identified })
const context = z.strictObject({
  type: z.literal('context'),
  ...identified,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        plainText(LIMITS.text.mrkdwnInContext),
        markdownText(LIMITS.text.mrkdwnInContext),
        imageElementSchema,
      ]),
    )
    .min(1)
    .max(LIMITS.count.contextElements),
})
const actions = z.strictObject({
  type: z.literal('actions'),
  ...identified,
  elements: z.array(actionElementSchema).min(1).max(LIMITS.count.actionsElements),
})
const input = z.strictObject({
  type: z.literal('input'),
  ...identified,
  label: plainText(LIMITS.label),
  hint: plainText(LIMITS.hint).exactOptional(),
  optional: z.boolean().exactOptional(),
  dispatch_action: z.boolean().exactOptional(),
  element: inputElementSchema,
})
const image = z
  .strictObject({
    type: z.literal('image'),
    ...identified,
    alt_text: z.string().min(1).max(LIMITS.altText),
    title: plainText(LIMITS.imageTitle).exactOptional(),
    ...imageSourceShape,
  })
  .refine(hasOneImageSource, 'must define either image_url or slack_file')
const alert = z.strictObject({
  type: z.literal('alert'),
  ...identified,
  text: anyText(LIMITS.text.alert),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).exactOptional(),
})
const markdown = z.strictObject({
  type: z.literal('markdown'),
  ...identified,
  text: z.string().min(1).max(LIMITS.text.markdown),
})
const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string() }),
  richTextSchema,
])
const table = z.strictObject({
  type: z.literal('table'),
  ...identified,
  rows: z.array(z.array(cell).min(1).max(LIMITS.count.tableCells)).min(1).max(LIMITS.count.tableRows),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(['left', 'center', 'right']).exactOptional(),
        is_wrapped: z.boolean().exactOptional(),
      }),
    )
    .max(LIMITS.count.tableCells)
    .exactOptional(),
})
const dataTable = z.strictObject({
  type: z.literal('data_table'),
  ...identified,
  caption: z.string().min(1),
  rows: z.array(z.array(cell).min(1).max(LIMITS.count.tableCells)).min(1).max(LIMITS.count.dataTableRows),
  page_size: z.int().min(1).exactOptional(),
  row_header_column_index: z.int().min(0).exactOptional(),
})
const taskCard = z.strictObject({
  type: z.literal('task_card'),
  ...identified,
  task_id: z.string().min(1).max(LIMITS.taskCard.id),
  title: z.string().min(1).max(LIMITS.taskCard.title),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
  details: richTextSchema.exactOptional(),
  output: richTextSchema.exactOptional(),
  sources: z
    .array(z.strictObject({ type: z.literal('url'), url: z.string().min(1), text: z.string().min(1) }))
    .exactOptional(),
})
export type TaskCard = z.infer<typeof taskCard>
const plan = z.strictObject({
  type: z.literal('plan'),
  ...identified,
  title: z.string().min(1).max(LIMITS.plan.title),
  tasks: z.array(taskCard).max(LIMITS.count.planTasks).exactOptional(),
})
const card = z.strictObject({
  type: z.literal('card'),
  ...identified,
  hero_image: imageElementSchema.exactOptional(),
  icon: imageElementSchema.exactOptional(),
  title: anyText(150).exactOptional(),
  subtitle: anyText(150).exactOptional(),
  body: anyText(200).exactOptional(),
  actions: z.array(buttonSchema).exactOptional(),
})
const carousel = z.strictObject({
  type: z.literal('carousel'),
  ...identified,
  elements: z.array(card).min(1).max(LIMITS.count.carouselCards),
})
const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  ...identified,
  elements: z.array(contextActionSchema).min(1).max(5),
})
const video = z.strictObject({
  type: z.literal('video'),
  ...identified,
  video_url: z.string(),
  thumbnail_url: z.string(),
  alt_text: z.string().min(1),
  title: plainText(199),
  title_url: z.string().exactOptional(),
  author_name: z.string().max(49).exactOptional(),
  provider_name: z.string().exactOptional(),
  provider_icon_url: z.string().exactOptional(),
  description: plainText(200).exactOptional(),
})

/** Blocks that may stand in a message. An `alert` may not. */
export const messageBlockSchema = z.discriminatedUnion('type', [
  section,
  header,
  divider,
  context,
  actions,
  input,
  richTextSchema,
  image,
  markdown,
  table,
  dataTable,
  taskCard,
  plan,
  card,
  carousel,
  contextActions,
  video,
])

/** Blocks that may stand in a modal. `table`, `plan`, `task_card`, `markdown` and `card` may not. */
export const modalBlockSchema = z.discriminatedUnion('type', [
  section,
  header,
  divider,
  context,
  actions,
  input,
  richTextSchema,
  image,
  alert,
  video,
])

export type MessageBlock = z.infer<typeof messageBlockSchema>
export type ModalBlock = z.infer<typeof modalBlockSchema>
export type Block = MessageBlock | ModalBlock

/** All block types that Slack knows: tells "not here" from "no such block". */
export const BLOCK_TYPES: ReadonlySet<string> = new Set([
  ...messageBlockSchema.options.map((schema) => schema.shape.type.value),
  ...modalBlockSchema.options.map((schema) => schema.shape.type.value),
])
