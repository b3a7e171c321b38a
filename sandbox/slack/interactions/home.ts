import type { Core } from '../core.ts'
import { homeOpenedPayload } from '../payloads.ts'
import { actor, done, isOutcome, type Outcome } from './outcome.ts'

const EVENT = 'app_home_opened'

/** A person opens the app's Home. Slack shows nothing where the app does not acknowledge the event. */
export const openHome = async (core: Core, personId: string): Promise<Outcome> => {
  const person = actor(core, personId)
  if (isOutcome(person)) return person
  if (!core.workspace.app.events.includes(EVENT)) return done
  const { channel } = core.directory.directChannel(personId)
  await core.sockets.deliver('events_api', homeOpenedPayload(core, person, channel.id), false)
  return done
}
