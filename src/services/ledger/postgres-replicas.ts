import { escapeLiteral } from 'pg'
import { z } from 'zod'
import { REPLICA_LIFE, type Replicas } from './ledger.ts'
import type { PostgresSession } from './postgres-session.ts'

/** Any number that no other program on the database takes its advisory locks by: the ASCII codes of `share`. */
const MEETING_LOCK = '495640506981'

/** Several statements in one text are answered with a list of results. */
const meetingResults = z
  .array(z.object({ rows: z.array(z.unknown()) }))
  .transform((results) => results.at(-1)?.rows)
  .pipe(
    z.array(
      z
        .object({ owner: z.string(), room_for: z.string().transform((text): unknown => JSON.parse(text)) })
        .transform(({ owner, room_for }) => ({ owner, roomFor: z.array(z.string()).parse(room_for) })),
    ),
  )

/**
 * The meetings of the replicas on the process's session. Each is one text, which the server runs as one transaction:
 * a process that freezes in the middle holds nobody up.
 */
export const createReplicas = (session: PostgresSession): Replicas => ({
  meet: async (owner, roomFor) => {
    const own = escapeLiteral(owner)
    return meetingResults.parse(
      await session.ask(
        // One after the other: each sees what the one before wrote. A `seen_at` to come is from before the server's
        // clock was set back.
        `SELECT pg_advisory_xact_lock(${MEETING_LOCK});
         DELETE FROM replicas
          WHERE seen_at <= keeper_now() - ${REPLICA_LIFE} OR seen_at > keeper_now() + ${REPLICA_LIFE};
         INSERT INTO replicas (owner, seen_at, room_for)
          SELECT ${own}, keeper_now(), COALESCE(json_agg(owner), '[]')::TEXT FROM replicas
          ON CONFLICT (owner) DO UPDATE
            SET seen_at = excluded.seen_at, room_for = ${escapeLiteral(JSON.stringify(roomFor))};
         SELECT owner, room_for FROM replicas`,
      ),
    )
  },
})
