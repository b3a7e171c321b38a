/**
 * The tables, in SQL that SQLite and PostgreSQL both understand. Times are milliseconds since the UNIX epoch by the
 * store's clock. A row of `requests` is what queries and claims need; its truth is in `entries`.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE requests (
      request_id TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      hash TEXT NOT NULL,
      phase TEXT NOT NULL,
      instance_key TEXT NOT NULL,
      holds_instance INTEGER NOT NULL,
      runner_due_at BIGINT,
      news INTEGER NOT NULL DEFAULT 1,
      announced_news INTEGER NOT NULL DEFAULT 0,
      progress TEXT,
      runner_owner TEXT,
      runner_claim INTEGER NOT NULL DEFAULT 0,
      runner_until BIGINT,
      announcer_owner TEXT,
      announcer_claim INTEGER NOT NULL DEFAULT 0,
      announcer_until BIGINT
    )`,
    'CREATE UNIQUE INDEX one_request_an_instance ON requests (instance_key) WHERE holds_instance = 1',
    'CREATE INDEX requests_due ON requests (runner_due_at) WHERE runner_due_at IS NOT NULL',
    'CREATE INDEX requests_untold ON requests (request_id) WHERE news > announced_news',
    `CREATE TABLE entries (
      request_id TEXT NOT NULL,
      seq INTEGER NOT NULL,
      at BIGINT NOT NULL,
      actor TEXT NOT NULL,
      kind TEXT NOT NULL,
      data TEXT NOT NULL,
      hash TEXT NOT NULL,
      PRIMARY KEY (request_id, seq)
    )`,
    `CREATE TABLE tellings (
      request_id TEXT NOT NULL,
      slot TEXT NOT NULL,
      seq INTEGER NOT NULL,
      from_seq INTEGER NOT NULL,
      started_at BIGINT NOT NULL,
      ts TEXT,
      shows_seq INTEGER NOT NULL,
      fingerprint TEXT,
      PRIMARY KEY (request_id, slot, seq)
    )`,
  ],
  [
    'CREATE INDEX requests_run ON requests (runner_owner) WHERE runner_until IS NOT NULL',
    'CREATE INDEX requests_told ON requests (announcer_owner) WHERE announcer_until IS NOT NULL',
  ],
  [
    // Work is handed out by id, so that replicas lock in one order: by time, SQLite would walk through all of history.
    'DROP INDEX requests_due',
    'CREATE INDEX requests_due ON requests (request_id, runner_due_at) WHERE runner_due_at IS NOT NULL',
  ],
  [
    // Who shares what is limited for all processes together; an embedded store has one process and no rows.
    'CREATE TABLE replicas (owner TEXT PRIMARY KEY, seen_at BIGINT NOT NULL, room_for TEXT NOT NULL)',
  ],
]
