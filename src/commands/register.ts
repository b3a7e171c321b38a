import { randomBytes } from 'node:crypto'
import type { App, ViewSubmitAction } from '@slack/bolt'
import { errorFields } from '../services/log.ts'
import { ACTION_IDS, CALLBACK_IDS } from '../views/ids.ts'
import { answerPrivately } from './answer-privately.ts'
import { approve } from './approve.ts'
import { cancel } from './cancel.ts'
import { chooseInstance } from './choose-instance.ts'
import { chooseSnapshot } from './choose-snapshot.ts'
import { deny } from './deny.ts'
import { submitDenial } from './deny-submit.ts'
import { lighthouseCommand } from './lighthouse-command.ts'
import { offerInstances } from './offer-instances.ts'
import { offerSnapshots } from './offer-snapshots.ts'
import type { CommandParts } from './parts.ts'
import { blockAction, blockSuggestion, origin, slashCommand, teamOf, viewSubmission } from './payloads.ts'
import { requestAgain } from './request-again.ts'
import { start } from './start.ts'
import { submitRequest } from './submit-request.ts'
import { undo } from './undo.ts'

/** Intents behind the buttons and fields. */
const ACTIONS = {
  [ACTION_IDS.approve]: approve,
  [ACTION_IDS.deny]: deny,
  [ACTION_IDS.cancel]: cancel,
  [ACTION_IDS.again]: requestAgain,
  [ACTION_IDS.undo]: undo,
  [ACTION_IDS.start]: start,
  [ACTION_IDS.instance]: chooseInstance,
  [ACTION_IDS.snapshot]: chooseSnapshot,
} as const

const isIntent = (actionId: string): actionId is keyof typeof ACTIONS => actionId in ACTIONS

/**
 * Connects what people do in Slack with the intents. Clicks are acknowledged before anything else; an intent that
 * fails unexpectedly tells its person an id that is in the log too. What other workspaces or unknown elements send is
 * acknowledged and changes nothing.
 */
export const registerCommands = (app: App, parts: CommandParts): void => {
  /** The one boundary of errors. */
  const guarded = async (body: unknown, intent: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      const errorId = randomBytes(4).toString('hex')
      parts.log.error({ errorId, intent, ...errorFields(error) }, 'an intent failed unexpectedly')
      const from = origin.safeParse(body).data
      if (from !== undefined) await answerPrivately(parts, from, { kind: 'unexpected', errorId })
    }
  }

  const isOurs = (body: unknown): boolean => {
    const from = origin.safeParse(body).data
    return from !== undefined && teamOf(from) === parts.own.teamId
  }

  app.command(/.*/, ({ body, ack }) =>
    guarded(body, 'command', async () => {
      if (!isOurs(body)) return ack()
      await lighthouseCommand(parts, slashCommand.parse(body), origin.parse(body), (answer) => ack(answer))
    }),
  )

  app.action(/.*/, ({ body, ack }) =>
    guarded(body, 'action', async () => {
      await ack()
      if (!isOurs(body)) return
      const payload = blockAction.safeParse(body).data
      const actionId = payload?.actions[0]?.action_id
      if (payload === undefined || actionId === undefined || !isIntent(actionId)) return
      await ACTIONS[actionId](parts, payload, origin.parse(body))
    }),
  )

  app.options(/.*/, ({ body, ack }) =>
    guarded(body, 'options', async () => {
      const payload = blockSuggestion.safeParse(body).data
      if (payload === undefined || !isOurs(body)) return ack({ options: [] })
      if (payload.action_id === ACTION_IDS.instance) return offerInstances(parts, payload, ack)
      if (payload.action_id === ACTION_IDS.snapshot) return offerSnapshots(parts, payload, ack)
      await ack({ options: [] })
    }),
  )

  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: /.*/ }, ({ body, ack }) =>
    guarded(body, 'submission', async () => {
      const payload = viewSubmission.safeParse(body).data
      if (payload === undefined || !isOurs(body)) return ack()
      if (payload.view.callback_id === CALLBACK_IDS.request) return submitRequest(parts, payload, ack)
      if (payload.view.callback_id !== CALLBACK_IDS.deny) return ack()
      await ack()
      await submitDenial(parts, payload, origin.parse(body))
    }),
  )

  app.view({ type: 'view_closed', callback_id: /.*/ }, ({ ack }) => ack())
  app.shortcut(/.*/, ({ ack }) => ack())

  app.error(async (error) => {
    parts.log.error(errorFields(error), 'Bolt reported an error outside of any intent')
  })
}
