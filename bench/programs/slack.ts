/** The local Slack in a process of its own, with a hundred people who act when they are told to. */
import { z } from 'zod'
import { newFaultSchema } from '../../sandbox/slack/fault.ts'
import { startLocalSlack } from '../../sandbox/slack/server.ts'
import { readClockBase, serve } from '../process/serve.ts'
import { createSharedClock } from '../process/shared-clock.ts'
import { createCrowd, crowdedWorkspace } from './acts/crowd.ts'
import { askForOptions } from './acts/options.ts'
import { approveRequest, askForCard, fillInPlainForm, makeRequest, waitForEnd } from './acts/requests.ts'
import { sendCommands } from './acts/send-commands.ts'

const clock = createSharedClock(readClockBase())
const slack = await startLocalSlack({ clock, workspace: crowdedWorkspace })
slack.rateLimits.setEnabled(false)
const stage = { slack, clock, crowd: createCrowd(slack) }

serve(
  {
    commands: (input) => sendCommands(stage, input),
    /** The view that was opened last, as it was sent. */
    openedView: () => slack.calls().findLast(({ method }) => method === 'views.open')?.input['view'] ?? null,
    options: (input) => askForOptions(stage, input),
    request: (input) => makeRequest(stage, input),
    card: (input) => askForCard(stage, input),
    plainRequest: (input) => fillInPlainForm(stage, input),
    end: (input) => waitForEnd(stage, input),
    approve: (input) => approveRequest(stage, input),
    rateLimits: (input) => {
      slack.rateLimits.setEnabled(z.object({ on: z.boolean() }).parse(input).on)
      return null
    },
    latency: (input) => {
      slack.faults.clearAll()
      slack.faults.add(newFaultSchema.parse(input))
      return null
    },
  },
  {
    apiUrl: slack.apiUrl,
    botToken: slack.botToken,
    appToken: slack.appToken,
    channelId: slack.channelId,
  },
)
