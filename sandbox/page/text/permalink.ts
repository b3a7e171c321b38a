/** Where a link to a message leads. */
export type Permalink = { readonly channelId: string; readonly ts: string; readonly threadTs?: string }

/** Reads the address that `chat.getPermalink` gives (`…/archives/C…/p…`), else undefined. */
export function permalinkOf(url: string): Permalink | undefined {
  const match = /^https?:\/\/[^/]+\/archives\/([CDG][A-Z0-9]+)\/p(\d{10})(\d{6})(?:\?(.*))?$/.exec(url)
  const [, channelId, seconds, fraction, query] = match ?? []
  if (channelId === undefined) return undefined
  const threadTs = new URLSearchParams(query ?? '').get('thread_ts')
  return { channelId, ts: `${seconds}.${fraction}`, ...(threadTs === null ? {} : { threadTs }) }
}
