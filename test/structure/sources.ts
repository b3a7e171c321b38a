import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, normalize } from 'node:path'

/** What the tests of the structure read of the sources: their imports, and what is only type in them. */

const ROOT = join(import.meta.dirname, '../..')

export type Import = {
  /** The importing file, from the project's root. */
  readonly from: string
  /** A file from the project's root, or a package with its path. */
  readonly to: string
  /** Nothing of it is left at run time. */
  readonly isType: boolean
}

export type Source = { readonly path: string; readonly text: string; readonly imports: readonly Import[] }

const STATEMENT = /^(?:import|export)\s+(type\s+)?([^'"();=]*?)\s*from\s+'([^']+)'/gm
const FOR_EFFECT = /^import\s+'([^']+)'/gm
const DYNAMIC = /\bimport\(\s*'([^']+)'/g

/** True for `{ type A, type B }`: every name is a type. */
const namesOnlyTypes = (names: string): boolean => {
  const [, braced] = /^\{([\s\S]*)\}$/.exec(names.trim()) ?? []
  if (braced === undefined) return false
  const parts = braced.split(',').filter((part) => part.trim() !== '')
  return parts.length > 0 && parts.every((part) => part.trim().startsWith('type '))
}

const importsOf = (path: string, text: string): readonly Import[] => {
  const to = (specifier: string): string =>
    specifier.startsWith('.') ? normalize(join(dirname(path), specifier)) : specifier
  const statements = [...text.matchAll(STATEMENT)].map(([, type, names = '', specifier = '']) => ({
    from: path,
    to: to(specifier),
    isType: type !== undefined || namesOnlyTypes(names),
  }))
  const others = [...text.matchAll(FOR_EFFECT), ...text.matchAll(DYNAMIC)].map(([, specifier = '']) => ({
    from: path,
    to: to(specifier),
    isType: false,
  }))
  return [...statements, ...others]
}

/** Every TypeScript file in these folders. */
export const sourcesIn = (...folders: readonly string[]): readonly Source[] =>
  folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT }))
    .toSorted()
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8')
      return { path, text, imports: importsOf(path, text) }
    })

/** The modules whose imports are left at run time, as Node.js itself sees the file without its types. */
export const importedAtRunTime = ({ text }: Source): readonly string[] =>
  [...stripTypeScriptTypes(text).matchAll(/^(?:import|export)\s+(?:[^'"();=]*?\sfrom\s+)?'([^']+)'/gm)].map(
    ([, specifier = '']) => specifier,
  )

/** A piece of a source that Node.js takes out before it runs it. */
export type TypePart = { readonly line: number; readonly text: string }

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*$/gm
const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ')

/**
 * Everything that is only type, without comments: the places where the file without its types has blanks. What is in
 * strings, templates and comments of the code is not among it, whatever it looks like.
 */
export const typePartsOf = (text: string): readonly TypePart[] => {
  const stripped = stripTypeScriptTypes(text)
  let parts = ''
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    const isTaken = character === '\n' || stripped[at] !== character
    // A blank inside a piece stays one; between two pieces it keeps them apart.
    parts += isTaken ? character : ' '
  }
  return parts
    .replaceAll(COMMENT, blank)
    .split('\n')
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter((part) => part.text !== '')
}
