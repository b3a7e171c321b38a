import { inject } from 'vitest'
import { createDatabase } from './postgres.ts'

/** A new, empty database on the PostgreSQL server that all test files of the run share. @returns its URL */
export const databaseOfItsOwn = async (): Promise<string> => {
  const answer = await fetch(inject('postgresDesk'))
  if (!answer.ok) throw new Error(await answer.text())
  return createDatabase(await answer.text())
}
