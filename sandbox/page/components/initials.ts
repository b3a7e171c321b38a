/** One character for a name in Chinese, else the first letters of the first and the last word. */
export function initialsOf(name: string): string {
  if (/^\p{Script=Han}/u.test(name)) return name.slice(-1)
  const words = name.split(/\s+/).filter((word) => word !== '')
  const first = words[0]?.slice(0, 1) ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.slice(0, 1) ?? '') : ''
  return (first + last).toLocaleUpperCase()
}

/** Black or white, whichever stands out more on the colour (WCAG's relative luminance). */
export function readableOn(color: string): string {
  const channels = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = channels.map((channel) =>
    channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  )
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return luminance > 0.179 ? '#000000' : '#ffffff'
}
