import { LIMITS } from './limits.ts'

/**
 * The forms of identifiers that may stand in code style: what has another form is shown as ordinary text. Sources: the
 * examples of Tencent Cloud's API pages (ids), its list of error codes, Slack's "Object types" (people).
 */
const IDENTIFIERS: readonly RegExp[] = [
  /^lh(?:ins|snap|disk)-[0-9a-z]{1,32}$/,
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  /^[a-z]{2}-[a-z]{2,24}(?:-\d{1,2})?$/,
  /^[A-Z][A-Za-z0-9]{1,60}(?:\.[A-Z][A-Za-z0-9]{1,60}){0,3}$/,
  /^[0-9a-f]{8}$/,
  // A safety snapshot's name, of our own making.
  /^keeper-[0-9a-z-]{1,53}$/,
]

export const isIdentifier = (text: string): boolean => IDENTIFIERS.some((form) => form.test(text))

const USER_ID = /^[UW][A-Z0-9]{1,30}$/

export const isUserId = (text: string): boolean => USER_ID.test(text)

const GROUP_ID = /^S[A-Z0-9]{1,30}$/
const CHANNEL_ID = /^[CG][A-Z0-9]{1,30}$/

export const isGroupId = (text: string): boolean => GROUP_ID.test(text)
export const isChannelId = (text: string): boolean => CHANNEL_ID.test(text)

const PRINTABLE = /^[\x21-\x7e]+$/

/** Whether Slack can carry the text as an option's value and give it back unchanged. */
export const isCarriable = (text: string, limit: number): boolean => text.length <= limit && PRINTABLE.test(text)

/** Whether a link from Slack (a permalink) may be shown as one. */
export const isWebLink = (text: string): boolean => {
  if (!URL.canParse(text) || !isCarriable(text, LIMITS.button.url)) return false
  return ['https:', 'http:'].includes(new URL(text).protocol)
}
