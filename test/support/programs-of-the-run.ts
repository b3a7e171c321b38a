import type { TestProject } from 'vitest/node'
import { buildPrograms, type Programs } from './programs.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    readonly programs: Programs
  }
}

/** Makes the programs before the tests, so that no two files make them at the same time. */
export const setup = async ({ provide }: TestProject): Promise<void> => provide('programs', await buildPrograms())
