import {
  type PageAction,
  type PageAnswer,
  type PageUpdate,
  pageAnswerSchema,
  pageUpdateSchema,
} from '../../slack/page-api.ts'

/**
 * Follows the local Slack's stream of updates; the browser reconnects by itself.
 * @returns ends it
 */
export function followSlack(
  onUpdate: (update: PageUpdate) => void,
  onConnection: (isConnected: boolean) => void,
): () => void {
  const source = new EventSource('/page/stream')
  source.onopen = () => onConnection(true)
  source.onerror = () => onConnection(false)
  source.onmessage = (event: MessageEvent<unknown>) => {
    const update = typeof event.data === 'string' ? pageUpdateSchema.safeParse(JSON.parse(event.data)) : undefined
    if (update?.success) onUpdate(update.data)
    else console.error('An update of the local Slack could not be read.', update?.error)
  }
  return () => source.close()
}

/** Does something as a person. A local Slack that cannot be reached is an answer too. */
export async function act(action: PageAction): Promise<PageAnswer> {
  try {
    const response = await fetch('/page/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(action),
    })
    const answer = pageAnswerSchema.safeParse(await response.json())
    return answer.success ? answer.data : { ok: false, error: 'The local Slack gave an answer this page cannot read.' }
  } catch {
    return { ok: false, error: 'The local Slack cannot be reached. Is `npm run sandbox` still running?' }
  }
}
