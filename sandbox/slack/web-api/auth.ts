import { z } from 'zod'
import { generous, type RateRule } from '../rate-limits.ts'
import { type Method, method } from './method.ts'

/** Slack's page says tier 1; an app may open ten sockets within a minute all the same. (u) */
const connections: RateRule = { kind: 'minute', calls: 20 }

export const authMethods: Readonly<Record<string, Method>> = {
  'auth.test': method({
    token: 'bot',
    scopes: [],
    limit: generous,
    input: z.object({}),
    run: ({ workspace, directory, address }) => ({
      ok: true,
      url: `${address.current}/`,
      team: workspace.team.name,
      user: directory.person(workspace.app.botUserId)?.name,
      team_id: workspace.team.id,
      user_id: workspace.app.botUserId,
      bot_id: workspace.app.botId,
      is_enterprise_install: false,
    }),
  }),
  'apps.connections.open': method({
    token: 'app',
    scopes: ['connections:write'],
    limit: connections,
    input: z.object({}),
    run: ({ sockets }) => ({ ok: true, url: sockets.issueTicket() }),
  }),
}
