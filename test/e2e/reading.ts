/** What is to be read in a message or modal: the words of its blocks, mentions as `<@U…>`, in order. */
export const wordsIn = (value: unknown): string => partsIn(value).join(' ').replaceAll(/\s+/g, ' ').trim()

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Rich text splits a sentence wherever its style changes: what belongs to one line is joined without a gap. */
const partsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return []
  if (Array.isArray(value)) return value.flatMap(partsIn)
  if (!isRecord(value)) return []
  if (value['type'] === 'rich_text_section' || value['type'] === 'rich_text_quote') return [lineOf(value['elements'])]
  return [
    ...ownWords(value),
    ...Object.entries(value).flatMap(([key, inner]) => (key === 'text' ? textParts(inner) : partsIn(inner))),
  ]
}

const textParts = (text: unknown): readonly string[] => (typeof text === 'string' ? [text] : partsIn(text))

const ownWords = (value: Readonly<Record<string, unknown>>): readonly string[] =>
  ['title', 'description'].flatMap((key) => (typeof value[key] === 'string' ? [value[key]] : []))

const lineOf = (elements: unknown): string =>
  (Array.isArray(elements) ? elements : [])
    .map((element: unknown) => {
      if (!isRecord(element)) return ''
      switch (element['type']) {
        case 'user':
          return `<@${String(element['user_id'])}>`
        case 'emoji':
          return `:${String(element['name'])}:`
        case 'date':
          return String(element['fallback'] ?? '')
        default:
          return typeof element['text'] === 'string' ? element['text'] : ''
      }
    })
    .join('')

/** The texts of a message's buttons. */
export const buttonsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(buttonsIn)
  if (!isRecord(value)) return []
  if (value['type'] === 'button' && value['url'] === undefined) return [wordsIn(value['text'])]
  return Object.values(value).flatMap(buttonsIn)
}

/** The value that a message's button with this text carries. */
export const buttonValue = (value: unknown, text: string): string | null => {
  const inner = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : []
  if (isRecord(value) && value['type'] === 'button' && wordsIn(value['text']) === text) return String(value['value'])
  for (const part of inner) {
    const found = buttonValue(part, text)
    if (found !== null) return found
  }
  return null
}

/** The addresses of a message's or modal's link buttons. */
export const linksIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(linksIn)
  if (!isRecord(value)) return []
  return [...(typeof value['url'] === 'string' ? [value['url']] : []), ...Object.values(value).flatMap(linksIn)]
}
