import { DatabaseError } from 'pg'
import { LedgerRefused, LedgerUnavailable } from './ledger.ts'

/** SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNIQUE_VIOLATION = '23505'
/** The server itself rolled the transaction back and asks to try again: deadlock, serialisation failure. */
const TRY_AGAIN: ReadonlySet<string> = new Set(['40P01', '40001'])

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === UNIQUE_VIOLATION

export const asksToTryAgain = (error: unknown): boolean =>
  error instanceof LedgerUnavailable && TRY_AGAIN.has(codeOf(error.cause))

/** Whether the connection itself failed rather than a statement: nothing more is asked on it. */
export const isBroken = (error: unknown): boolean =>
  error instanceof LedgerUnavailable && !(error.cause instanceof DatabaseError)

/** What the driver ended with, as the ledger's error; the violation of a unique index stays what it is. */
export const fromDriver = (error: unknown): unknown => {
  if (error instanceof LedgerUnavailable || error instanceof LedgerRefused || isUniqueViolation(error)) return error
  const why = messageOf(error) || codeOf(error) || 'the connection ended'
  return new LedgerUnavailable(`PostgreSQL did not answer: ${why}`, { cause: error })
}

/** By SQLSTATE, or by the code of Node.js for TLS and files. */
const CURES: Readonly<Record<string, string>> = {
  '28P01': 'Check the user and the password in DATABASE_URL.',
  '28000': 'Check the user in DATABASE_URL, and what the server’s pg_hba.conf lets in (with or without TLS).',
  '3D000': 'Create that database, or name an existing one in DATABASE_URL.',
  '42501': 'Let the user of DATABASE_URL create and use tables: GRANT ALL ON SCHEMA public TO that user.',
  '3F000': 'Create the schema that the user’s search_path names.',
  ENOENT: 'Check the paths of sslrootcert, sslcert and sslkey in DATABASE_URL.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Give the server’s certificate authority as sslrootcert in DATABASE_URL.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Give the server’s certificate as sslrootcert in DATABASE_URL.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Give the server’s certificate authority as sslrootcert in DATABASE_URL.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'Give the server’s certificate authority as sslrootcert in DATABASE_URL.',
  CERT_HAS_EXPIRED: 'Renew the server’s certificate.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Name the server in DATABASE_URL by a name that its certificate has.',
}

/** What the driver itself refuses has no code: told apart by how pg words it (pg/lib/connection.js, crypto/sasl.js). */
const cureByWords = (message: string): string | undefined => {
  if (message.includes('does not support SSL')) return 'Set sslmode=disable in DATABASE_URL, or turn TLS on there.'
  if (message.startsWith('SASL:')) return 'Check the password in DATABASE_URL.'
  return undefined
}

/**
 * The error as one that no waiting mends: wrong password, unknown database, missing rights, TLS that does not fit.
 * @returns null for everything that may pass, such as a server that is not there
 */
export const refusalOf = (error: unknown): LedgerRefused | null => {
  if (error instanceof LedgerRefused) return error
  const cause = error instanceof LedgerUnavailable ? error.cause : error
  const cure = CURES[codeOf(cause)] ?? cureByWords(messageOf(cause))
  if (cure === undefined) return null
  return new LedgerRefused(`PostgreSQL refuses (${messageOf(cause)}). ${cure}`, { cause })
}
