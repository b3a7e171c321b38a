import type { Clock } from '../clock.ts'
import { type Changes, createChanges } from './changes.ts'
import { type Credentials, createCredentials } from './credentials.ts'
import { createDirectory, type Directory } from './directory.ts'
import { createFaults, type Faults } from './faults.ts'
import { createMessages, type Messages } from './messages.ts'
import { createNotices, type Notices } from './notices.ts'
import { createRateLimits, type RateLimits } from './rate-limits.ts'
import { createResponseUrls, type ResponseUrls } from './response-urls.ts'
import { createSockets, realLater, type Sockets } from './sockets.ts'
import { createTriggers, type Triggers } from './triggers.ts'
import { createViews, type Views } from './views.ts'
import type { Workspace } from './workspace.ts'

/** All that the local Slack knows and does, without its HTTP doors. */
export type Core = {
  readonly workspace: Workspace
  readonly clock: Clock
  readonly changes: Changes
  readonly credentials: Credentials
  readonly directory: Directory
  readonly messages: Messages
  readonly views: Views
  readonly notices: Notices
  readonly triggers: Triggers
  readonly responseUrls: ResponseUrls
  readonly rateLimits: RateLimits
  readonly faults: Faults
  readonly sockets: Sockets
  /** Notes what the app sent that Slack would silently refuse, for those who develop the app. */
  readonly complain: (about: string) => void
  readonly complaints: () => readonly string[]
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  readonly address: { current: string }
}

export type CoreOptions = {
  readonly workspace: Workspace
  readonly clock: Clock
  readonly rateClock: 'real' | 'injected'
  readonly triggerClock: 'real' | 'injected'
  readonly socketClock: 'real' | 'injected'
}

const realNow = (): number => performance.timeOrigin + performance.now()

export const createCore = ({ workspace, clock, rateClock, triggerClock, socketClock }: CoreOptions): Core => {
  const changes = createChanges()
  const address = { current: '' }
  const faults = createFaults({ onOutage: () => sockets.drop() })
  const after = socketClock === 'real' ? realLater : clock.after
  const sockets = createSockets({ appId: workspace.app.id, changes, faults, address, after })
  const complaints: string[] = []
  return {
    workspace,
    clock,
    changes,
    credentials: createCredentials(workspace.app),
    directory: createDirectory(workspace, changes),
    messages: createMessages(clock.now, changes),
    views: createViews(clock.now, changes),
    notices: createNotices(clock.now, changes),
    triggers: createTriggers(triggerClock === 'real' ? realNow : clock.now),
    responseUrls: createResponseUrls(clock.now),
    rateLimits: createRateLimits(rateClock === 'real' ? realNow : clock.now),
    faults,
    sockets,
    complain: (about) => {
      complaints.push(about)
    },
    complaints: () => [...complaints],
    address,
  }
}
