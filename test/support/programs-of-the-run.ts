import type { TestProject } from 'vitest/node'
import { buildPrograms, type Programs } from './programs.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    readonly programs: Programs
  }
}

/** Makes what the tests start before they run, so that no two files make it at the same time. */
export const setup = async ({ provide }: TestProject): Promise<void> => {
  // What `npm start` and the sandbox run.
  await import('../../scripts/build.mjs')
  provide('programs', await buildPrograms())
}
