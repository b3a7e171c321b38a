import type { PageCommand } from '../../slack/page-api.ts'

/** The known command at the start of what was typed, and the rest; undefined where it is none. */
export function commandOf(
  words: string,
  commands: readonly PageCommand[],
): { readonly command: string; readonly text: string } | undefined {
  const [first = '', ...rest] = words.split(/(?<=^\S+)\s+/)
  const known = commands.find((candidate) => candidate.command === first.toLowerCase())
  return known === undefined ? undefined : { command: known.command, text: rest.join(' ').trim() }
}

/** The commands that what has been typed so far could still become. */
export function suggestedCommands(typed: string, commands: readonly PageCommand[]): readonly PageCommand[] {
  if (!/^\/\S*$/.test(typed)) return []
  return commands.filter((command) => command.command.startsWith(typed.toLowerCase()))
}
