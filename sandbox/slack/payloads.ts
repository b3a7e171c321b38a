import type { Core } from './core.ts'
import { objectId } from './identifiers.ts'
import { messageJson } from './message-json.ts'
import type { StoredMessage } from './messages.ts'
import { viewJson } from './view-json.ts'
import type { OpenView } from './views.ts'
import type { Person } from './workspace.ts'

type Json = Readonly<Record<string, unknown>>

const VERIFICATION_TOKEN = 'local-slack-verification-token'

/** The keys that every interactive payload has. */
const interactive = (core: Core, type: string, person: Person): Json => ({
  type,
  team: { id: core.workspace.team.id, domain: core.workspace.team.domain },
  user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
  api_app_id: core.workspace.app.id,
  token: VERIFICATION_TOKEN,
  enterprise: null,
  is_enterprise_install: false,
})

const channelKey = (core: Core, channelId: string): Json => {
  const channel = core.directory.channel(channelId)
  return { id: channelId, name: channel?.directWith === undefined ? (channel?.name ?? '') : 'directmessage' }
}

const responseUrl = (core: Core, kind: 'actions' | 'commands', key: string): string =>
  `${core.address.current}/${kind}/${core.workspace.team.id}/${key}`

export const slashCommandPayload = (
  core: Core,
  person: Person,
  place: { readonly channelId: string },
  command: string,
  text: string,
): Json => ({
  token: VERIFICATION_TOKEN,
  team_id: core.workspace.team.id,
  team_domain: core.workspace.team.domain,
  channel_id: place.channelId,
  channel_name: channelKey(core, place.channelId)['name'],
  user_id: person.id,
  user_name: person.name,
  command,
  text,
  api_app_id: core.workspace.app.id,
  is_enterprise_install: 'false',
  response_url: responseUrl(
    core,
    'commands',
    core.responseUrls.issue({ personId: person.id, channelId: place.channelId }),
  ),
  trigger_id: core.triggers.issue({ personId: person.id }),
})

const messageSurface = (core: Core, message: StoredMessage): Json => ({
  container: {
    type: 'message',
    message_ts: message.ts,
    channel_id: message.channelId,
    is_ephemeral: message.onlyVisibleTo !== undefined,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  },
  channel: channelKey(core, message.channelId),
  // Slack does not repeat a private message.
  ...(message.onlyVisibleTo === undefined ? { message: messageJson(core, message, true) } : {}),
})

const viewSurface = (core: Core, view: OpenView): Json => ({
  container: { type: 'view', view_id: view.id },
  view: viewJson(core, view),
})

export const messageActionPayload = (core: Core, person: Person, message: StoredMessage, action: Json): Json => ({
  ...interactive(core, 'block_actions', person),
  ...messageSurface(core, message),
  state: { values: message.values[person.id] ?? {} },
  trigger_id: core.triggers.issue({ personId: person.id }),
  response_url: responseUrl(
    core,
    'actions',
    core.responseUrls.issue({
      personId: person.id,
      channelId: message.channelId,
      threadTs: message.threadTs,
      messageTs: message.ts,
    }),
  ),
  actions: [action],
})

export const viewActionPayload = (core: Core, person: Person, view: OpenView, action: Json): Json => ({
  ...interactive(core, 'block_actions', person),
  ...viewSurface(core, view),
  trigger_id: core.triggers.issue({ personId: person.id, viewId: view.id }),
  actions: [action],
})

/** Where the app may answer to: the choices in selects with `response_url_enabled`. */
const chosenPlaces = (view: OpenView) =>
  view.modal.blocks.flatMap((block) => {
    if (block.type !== 'input' || !('response_url_enabled' in block.element)) return []
    if (block.element.response_url_enabled !== true) return []
    const place = { blockId: block.block_id ?? '', actionId: block.element.action_id ?? '' }
    const value = view.values[place.blockId]?.[place.actionId]
    const channelId =
      value?.type === 'conversations_select'
        ? value.selected_conversation
        : value?.type === 'channels_select'
          ? value.selected_channel
          : null
    return channelId === null ? [] : [{ ...place, channelId }]
  })

export const viewSubmissionPayload = (core: Core, person: Person, view: OpenView): Json => ({
  ...interactive(core, 'view_submission', person),
  view: viewJson(core, view),
  trigger_id: core.triggers.issue({ personId: person.id, viewId: view.id }),
  response_urls: chosenPlaces(view).map(({ blockId, actionId, channelId }) => ({
    block_id: blockId,
    action_id: actionId,
    channel_id: channelId,
    response_url: responseUrl(core, 'actions', core.responseUrls.issue({ personId: person.id, channelId })),
  })),
})

export const viewClosedPayload = (core: Core, person: Person, view: OpenView, isCleared: boolean): Json => ({
  ...interactive(core, 'view_closed', person),
  view: viewJson(core, view),
  is_cleared: isCleared,
})

export const suggestionPayload = (
  core: Core,
  person: Person,
  surface: { readonly view: OpenView } | { readonly message: StoredMessage },
  asked: { readonly blockId: string; readonly actionId: string; readonly query: string },
): Json => ({
  ...interactive(core, 'block_suggestion', person),
  ...('view' in surface ? viewSurface(core, surface.view) : messageSurface(core, surface.message)),
  action_id: asked.actionId,
  block_id: asked.blockId,
  value: asked.query,
})

export const homeOpenedPayload = (core: Core, person: Person, channelId: string): Json => {
  const at = Math.floor(core.clock.now() / 1000)
  return {
    token: VERIFICATION_TOKEN,
    team_id: core.workspace.team.id,
    api_app_id: core.workspace.app.id,
    type: 'event_callback',
    event_id: objectId('Ev'),
    event_time: at,
    authorizations: [
      {
        enterprise_id: null,
        team_id: core.workspace.team.id,
        user_id: core.workspace.app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event: {
      type: 'app_home_opened',
      user: person.id,
      channel: channelId,
      tab: 'home',
      event_ts: `${at}.000000`,
    },
  }
}
