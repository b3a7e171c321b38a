import type { Core } from '../core.ts'
import { slashCommandPayload } from '../payloads.ts'
import { hasContent, respond } from '../responses.ts'
import { actor, done, failed, isAcknowledged, isOutcome, type Outcome, refused } from './outcome.ts'

/** Where a person stands: the app's channel, or the lobby where they are not in it. */
export const placeOf = (core: Core, personId: string): string =>
  core.directory.isMember(core.workspace.channelId, personId) ? core.workspace.channelId : core.workspace.lobbyId

/**
 * A person sends a slash command.
 *
 * @param command with its slash
 * @returns once the app has acknowledged, or after 3 s (real time) without it
 */
export const sendCommand = async (
  core: Core,
  personId: string,
  command: string,
  text: string,
  channelId: string = placeOf(core, personId),
): Promise<Outcome> => {
  const person = actor(core, personId)
  if (isOutcome(person)) return person
  const isKnown = core.workspace.app.commands.some((known) => known.command === command)
  if (!isKnown || person.kind === 'external') {
    const words = `${command} is not a valid command.`
    core.notices.tell({ person: personId, text: words })
    return refused(words)
  }
  const payload = slashCommandPayload(core, person, { channelId }, command, text)
  const delivery = await core.sockets.deliver('slash_commands', payload, true)
  if (!isAcknowledged(delivery)) {
    const words =
      delivery.kind === 'unanswered'
        ? `${command} failed because the app did not respond.`
        : `${command} failed with the error "dispatch_failed"`
    core.notices.tell({ person: personId, text: words })
    return failed(words)
  }
  if (hasContent(delivery.payload)) {
    const said = respond(core, { personId, channelId }, delivery.payload)
    if (!said.ok) {
      const words = `${command} failed with the error "${said.error}"`
      core.complain([words, ...said.messages].join(' '))
      core.notices.tell({ person: personId, text: words })
      return failed(words)
    }
  }
  return done
}

/** A person writes a message of their own. */
export const say = (core: Core, personId: string, text: string, threadTs: string | undefined): Outcome => {
  const person = actor(core, personId)
  if (isOutcome(person)) return person
  if (!core.directory.isMember(core.workspace.channelId, personId)) return refused('You are not in this channel.')
  core.messages.post({
    channelId: core.workspace.channelId,
    userId: personId,
    byApp: false,
    text,
    blocks: [],
    threadTs,
    onlyVisibleTo: undefined,
  })
  return done
}
