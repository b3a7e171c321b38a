import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A file as the browser gets it. */
export type ServedFile = { readonly type: string; readonly body: string | Buffer }

const SANDBOX = join(import.meta.dirname, '../..')
const moduleFile = (specifier: string): string => fileURLToPath(import.meta.resolve(specifier))

/** Libraries that the page's import map names, from the installed packages: nothing comes from outside. */
const VENDOR: Readonly<Record<string, () => string>> = {
  'preact.js': () => moduleFile('preact'),
  'preact-hooks.js': () => moduleFile('preact/hooks'),
  'htm.js': () => moduleFile('htm'),
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
}

/** Folders that a path of the page may lead into, and nowhere else. */
const fileOf = (path: string): string | undefined => {
  // A permalink that somebody opens in a browser leads to the page, as in Slack.
  const wanted = path === '/' || path.startsWith('/archives/') ? '/index.html' : path
  if (wanted.startsWith('/vendor/zod/')) return inside(dirname(moduleFile('zod')), wanted.slice('/vendor/zod/'.length))
  if (wanted.startsWith('/vendor/')) return VENDOR[wanted.slice('/vendor/'.length)]?.()
  // Schemas that the page shares with the emulators.
  if (/^\/(slack|lighthouse|launcher)\/.*\.ts$/.test(wanted)) return inside(SANDBOX, wanted.slice(1))
  return inside(join(SANDBOX, 'page'), wanted.slice(1))
}

const inside = (folder: string, path: string): string | undefined => {
  const file = normalize(join(folder, path))
  return file.startsWith(folder + sep) ? file : undefined
}

/**
 * Files of the page. TypeScript is served as JavaScript: its types are only taken out, no bundler is at work.
 *
 * @returns undefined where there is no such file
 */
export const serveFile = async (path: string): Promise<ServedFile | undefined> => {
  const file = fileOf(path)
  const type = file === undefined ? undefined : TYPES[extname(file)]
  if (file === undefined || type === undefined) return undefined
  try {
    const body = await readFile(file)
    return extname(file) === '.ts' ? { type, body: stripTypeScriptTypes(body.toString('utf8')) } : { type, body }
  } catch {
    return undefined
  }
}
