/** What the plain part of YAML can say that the manifest uses. */
export type Yaml = string | boolean | number | readonly Yaml[] | { readonly [key: string]: Yaml }

type Line = { readonly indent: number; readonly text: string }

/**
 * Reads block mappings and sequences of plain or double-quoted scalars: all that the manifest needs, so that no
 * package is.
 * @throws Error at the first line that is anything else
 */
export const readYaml = (source: string): Yaml => {
  const lines = source
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .map((line): Line => ({ indent: line.length - line.trimStart().length, text: line.trim() }))
  const [value, rest] = readBlock(lines)
  if (rest[0] !== undefined) throw new Error(`unexpected indentation: ${rest[0].text}`)
  return value
}

const readBlock = (lines: readonly Line[]): readonly [Yaml, readonly Line[]] => {
  const [first] = lines
  if (first === undefined) throw new Error('a value is missing')
  return first.text.startsWith('- ') ? readSequence(lines, first.indent) : readMapping(lines, first.indent)
}

const readSequence = (lines: readonly Line[], indent: number): readonly [Yaml, readonly Line[]] => {
  const items: Yaml[] = []
  let rest = lines
  for (let [line] = rest; line?.indent === indent && line.text.startsWith('- '); [line] = rest) {
    const text = line.text.slice(2)
    if (!/^\S+:( |$)/.test(text)) {
      items.push(readScalar(text))
      rest = rest.slice(1)
      continue
    }
    const [item, after] = readMapping([{ indent: indent + 2, text }, ...rest.slice(1)], indent + 2)
    items.push(item)
    rest = after
  }
  return [items, rest]
}

const readMapping = (lines: readonly Line[], indent: number): readonly [Yaml, readonly Line[]] => {
  const entries = new Map<string, Yaml>()
  let rest = lines
  for (let [line] = rest; line?.indent === indent && !line.text.startsWith('- '); [line] = rest) {
    const [, key, text] = /^([A-Za-z_]+):(?: (.+))?$/.exec(line.text) ?? []
    if (key === undefined || entries.has(key)) throw new Error(`not a key of its own: ${line.text}`)
    rest = rest.slice(1)
    if (text !== undefined) {
      entries.set(key, readScalar(text))
      continue
    }
    if ((rest[0]?.indent ?? 0) <= indent) throw new Error(`${key} has no value`)
    const [value, after] = readBlock(rest)
    entries.set(key, value)
    rest = after
  }
  return [Object.fromEntries(entries), rest]
}

const readScalar = (text: string): Yaml => {
  if (text === 'true' || text === 'false') return text === 'true'
  if (/^\d+$/.test(text)) return Number(text)
  const [, quoted] = /^"([^"\\]*)"$/.exec(text) ?? []
  if (quoted !== undefined) return quoted
  if (/^["'&*!>%@`{[]|: | #/.test(text)) throw new Error(`not a plain scalar: ${text}`)
  return text
}
