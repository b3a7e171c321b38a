import type { Core } from './core.ts'
import { say, sendCommand } from './interactions/commands.ts'
import { interactWithMessage } from './interactions/on-message.ts'
import { closeModal, interactWithModal } from './interactions/on-modal.ts'
import { loadOptions } from './interactions/options.ts'
import { done, type Outcome, refused } from './interactions/outcome.ts'
import { submitModal } from './interactions/submission.ts'
import type { PageAction, PageAnswer } from './page-api.ts'

/** Does what a page says that a person did. A failure that the person sees on their screen anyway is no error here. */
export const actOnPage = async (core: Core, action: PageAction): Promise<PageAnswer> => {
  if (action.act === 'options') {
    const loaded = await loadOptions(core, action.person, action.on, action)
    return 'kind' in loaded ? answerOf(loaded) : { ok: true, options: [...loaded] }
  }
  return answerOf(await carryOut(core, action))
}

const answerOf = (outcome: Outcome): PageAnswer =>
  outcome.kind === 'refused' ? { ok: false, error: outcome.text } : { ok: true }

const unknownPerson = (id: string): Outcome => refused(`There is no person ${id}.`)

const carryOut = async (core: Core, action: Exclude<PageAction, { act: 'options' }>): Promise<Outcome> => {
  const { directory, messages, notices, workspace } = core
  switch (action.act) {
    case 'command':
      return sendCommand(core, action.person, action.command, action.text)
    case 'say':
      return say(core, action.person, action.text, action.threadTs)
    case 'interact': {
      const { on, person, value, trigger = 'character' } = action
      return on.kind === 'message'
        ? interactWithMessage(core, person, { ...action, ts: on.ts }, value, trigger)
        : interactWithModal(core, person, { ...action, viewId: on.viewId }, value, trigger)
    }
    case 'submit':
      return submitModal(core, action.person, action.viewId, action.values)
    case 'close':
      return closeModal(core, action.person, action.viewId, action.all === true)
    case 'dismiss_message':
      if (messages.find(action.ts)?.onlyVisibleTo === action.person) messages.remove(action.ts)
      return done
    case 'dismiss_notice':
      notices.dismiss(action.id)
      return done
    case 'deactivate':
      if (directory.person(action.person) === undefined) return unknownPerson(action.person)
      directory.changePerson(action.person, { deactivated: action.deactivated })
      return done
    case 'membership':
      if (directory.person(action.person) === undefined) return unknownPerson(action.person)
      directory.setMembership(workspace.channelId, action.person, action.inChannel)
      return done
    case 'group':
      if (directory.group(action.group) === undefined) return refused(`There is no group ${action.group}.`)
      directory.changeGroup(action.group, { users: action.users })
      return done
  }
}
