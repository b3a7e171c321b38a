/**
 * What the browser page and the local Slack say to each other. No Node imports: the page loads this file too.
 *
 * - `GET /page/state` answers a {@link PageState}.
 * - `GET /page/stream` is a stream of server-sent events. Each event's data is a {@link PageUpdate} in JSON. The first is
 *   always a `state`, also after a reconnection, so that a page never has to merge two connections.
 * - `POST /page/act` takes a {@link PageAction} in JSON and answers a {@link PageAnswer}, always with HTTP 200; 400 where
 *   the action cannot be understood. It answers once Slack is done with the app, that is, after the app's
 *   acknowledgement or after 3 s without one. What has changed comes over the stream.
 * - `GET /panel/slack` answers a {@link PanelState}, `POST /panel/slack` takes a {@link PanelAction} and answers the
 *   PanelState after it. `/panel/lighthouse/*` and `/panel/bot/*` are passed on to the control addresses of the local
 *   Lighthouse (`…/control/*`) and of the sandbox (`…/bot*`); 404 where there is none.
 */
import { z } from 'zod'
import { type MessageBlock, type ModalBlock, messageBlockSchema, modalBlockSchema } from './blocks/block.ts'
import { optionGroupSchema, plainTextSchema } from './blocks/text.ts'
import { elementValueSchema, stateValuesSchema } from './values.ts'

export type { Block, TaskCard } from './blocks/block.ts'
export type {
  Accessory,
  ActionElement,
  Button,
  ImageElement,
  InputElement,
  InteractiveElement,
} from './blocks/elements.ts'
export type { RichText, RichTextElement, RichTextPart, RichTextSection } from './blocks/rich-text.ts'
export type { ConfirmDialog, Option, PlainText, Text } from './blocks/text.ts'
export type { Fault } from './fault.ts'
export { type PanelAction, type PanelState, panelActionSchema, panelStateSchema } from './panel-api.ts'
export type { ElementValue, StateValues } from './values.ts'

export const personKindSchema = z.enum(['member', 'multi_channel_guest', 'single_channel_guest', 'external', 'bot'])
export type PersonKind = z.infer<typeof personKindSchema>

/** Somebody in the workspace, as people see them. */
export const pagePersonSchema = z.object({
  id: z.string(),
  kind: personKindSchema,
  /** The handle, without `@`. */
  name: z.string(),
  realName: z.string(),
  displayName: z.string(),
  title: z.string(),
  /** `#rrggbb`, for the avatar. */
  color: z.string(),
  /** Such as `en-US`. */
  locale: z.string(),
  /** Such as `Europe/Lisbon`. */
  tz: z.string(),
  deactivated: z.boolean(),
  inChannel: z.boolean(),
})
export type PagePerson = z.infer<typeof pagePersonSchema>

export const pageGroupSchema = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  users: z.array(z.string()),
  enabled: z.boolean(),
})

const messageBlocks: z.ZodType<readonly MessageBlock[]> = z.array(messageBlockSchema)
const modalBlocks: z.ZodType<readonly ModalBlock[]> = z.array(modalBlockSchema)

export const pageMessageSchema = z.object({
  /** Identifies the message; also when it was posted, in seconds since the epoch. */
  ts: z.string(),
  channelId: z.string(),
  /** Who posted it. The bot of the app is a person too (`kind` `bot`). */
  userId: z.string(),
  /** The fallback where there are blocks; otherwise the message itself, in mrkdwn. */
  text: z.string(),
  /** Every block has its `block_id` and every interactive element its `action_id`. */
  blocks: messageBlocks,
  /** The parent's `ts`, of a reply in a thread. */
  threadTs: z.string().optional(),
  /** Only this person sees it ("Only visible to you"). */
  onlyVisibleTo: z.string().optional(),
  /** When it was edited last, in milliseconds since the epoch. Slack shows "(edited)" only for people's edits and for apps' changes of the text. */
  editedAt: z.number().optional(),
  /** What the person has chosen in the message's selects and inputs, by person id. */
  state: z.record(z.string(), stateValuesSchema),
  /** Message metadata, of apps. */
  metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).optional(),
  /** Replies in the thread, of a parent. */
  replyCount: z.number(),
  /** Who replied, the first five. */
  replyUsers: z.array(z.string()),
  latestReply: z.string().optional(),
})
export type PageMessage = z.infer<typeof pageMessageSchema>

export const pageModalSchema = z.object({
  viewId: z.string(),
  hash: z.string(),
  callbackId: z.string(),
  title: plainTextSchema,
  submit: plainTextSchema.optional(),
  close: plainTextSchema.optional(),
  blocks: modalBlocks,
  /** What is in the inputs now: initial values, and what the person has changed. */
  values: stateValuesSchema,
  /** Errors under the inputs, by `block_id`. */
  errors: z.record(z.string(), z.string()),
  /** The line over the buttons when the app did not answer: "We had some trouble connecting. Try again?" */
  trouble: z.string().optional(),
  /** A submission is on its way: the submit button spins and takes no press. */
  submitting: z.boolean(),
})
export type PageModal = z.infer<typeof pageModalSchema>

/** An error that one person sees outside a modal, as Slackbot's private message or a mark beside the button. */
export const pageNoticeSchema = z.object({
  id: z.string(),
  person: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  text: z.string(),
  /** The message whose button was pressed. */
  messageTs: z.string().optional(),
  /** The thread that the command or the press came from. */
  threadTs: z.string().optional(),
})
export type PageNotice = z.infer<typeof pageNoticeSchema>

export const pageCommandSchema = z.object({
  /** With its slash. */
  command: z.string(),
  description: z.string(),
  usageHint: z.string(),
})
export type PageCommand = z.infer<typeof pageCommandSchema>

export const pageStateSchema = z.object({
  team: z.object({ id: z.string(), name: z.string(), domain: z.string() }),
  channel: z.object({ id: z.string(), name: z.string(), topic: z.string(), members: z.array(z.string()) }),
  app: z.object({ name: z.string(), botUserId: z.string(), sockets: z.number() }),
  commands: z.array(pageCommandSchema),
  people: z.array(pagePersonSchema),
  groups: z.array(pageGroupSchema),
  /** All messages, replies and private ones included, oldest first. */
  messages: z.array(pageMessageSchema),
  /** Open modals by person id, the top one last. No entry: none. */
  modals: z.record(z.string(), z.array(pageModalSchema)),
  notices: z.array(pageNoticeSchema),
  /** Milliseconds since the epoch on the local Slack's clock. */
  now: z.number(),
})
export type PageState = z.infer<typeof pageStateSchema>

export const pageUpdateSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('state'), state: pageStateSchema }),
  /** Posted or changed. */
  z.object({ type: z.literal('message'), message: pageMessageSchema }),
  z.object({ type: z.literal('message_removed'), channelId: z.string(), ts: z.string() }),
  /** The person's stack of modals now; empty when the last one has closed. */
  z.object({ type: z.literal('modals'), person: z.string(), modals: z.array(pageModalSchema) }),
  z.object({ type: z.literal('notice'), notice: pageNoticeSchema }),
  z.object({ type: z.literal('notice_removed'), id: z.string() }),
  /** People, groups or memberships have changed. */
  z.object({
    type: z.literal('people'),
    people: z.array(pagePersonSchema),
    groups: z.array(pageGroupSchema),
    members: z.array(z.string()),
  }),
  z.object({ type: z.literal('sockets'), sockets: z.number() }),
])
export type PageUpdate = z.infer<typeof pageUpdateSchema>

/** The surface that an element stands on. */
export const surfaceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), ts: z.string() }),
  z.object({ kind: z.literal('modal'), viewId: z.string() }),
])
export type Surface = z.infer<typeof surfaceSchema>

const by = { person: z.string() }

export const pageActionSchema = z.discriminatedUnion('act', [
  /** A slash command. `text` is what follows it. */
  z.object({ act: z.literal('command'), ...by, command: z.string(), text: z.string() }),
  /** A person's own message. */
  z.object({ act: z.literal('say'), ...by, text: z.string().min(1), threadTs: z.string().optional() }),
  /**
   * A press on a button (no `value`), or a choice or text put into an element. Always send it when an input changes:
   * the local Slack keeps the state and decides whether the app hears of it. `trigger` says what a person did in a text
   * input: typed on, or pressed Enter.
   */
  z.object({
    act: z.literal('interact'),
    ...by,
    on: surfaceSchema,
    blockId: z.string(),
    actionId: z.string(),
    value: elementValueSchema.optional(),
    trigger: z.enum(['character', 'enter']).optional(),
  }),
  /** Asks for the options of an `external_select`. Answered with `options`. */
  z.object({
    act: z.literal('options'),
    ...by,
    on: surfaceSchema,
    blockId: z.string(),
    actionId: z.string(),
    query: z.string(),
  }),
  /** Presses the modal's submit button. `values` replace what `interact` has told before, where given. */
  z.object({ act: z.literal('submit'), ...by, viewId: z.string(), values: stateValuesSchema.optional() }),
  /** Presses the modal's close button; `all` closes the whole stack (the cross). */
  z.object({ act: z.literal('close'), ...by, viewId: z.string(), all: z.boolean().optional() }),
  /** "Dismiss" of a private message. */
  z.object({ act: z.literal('dismiss_message'), ...by, ts: z.string() }),
  z.object({ act: z.literal('dismiss_notice'), ...by, id: z.string() }),
  /** What an admin does. */
  z.object({ act: z.literal('deactivate'), person: z.string(), deactivated: z.boolean() }),
  z.object({ act: z.literal('membership'), person: z.string(), inChannel: z.boolean() }),
  z.object({ act: z.literal('group'), group: z.string(), users: z.array(z.string()) }),
])
export type PageAction = z.infer<typeof pageActionSchema>

/** What a picker shows. An empty list is Slack's "No result". */
export const optionListSchema = z.array(optionGroupSchema.partial({ label: true }))
export type OptionList = z.infer<typeof optionListSchema>

export const pageAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), options: optionListSchema.optional() }),
  /** A sentence for the person: what they tried cannot be done (the element is gone, say). */
  z.object({ ok: z.literal(false), error: z.string() }),
])
export type PageAnswer = z.infer<typeof pageAnswerSchema>
