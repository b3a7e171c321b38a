import { faultInWords, slackFaultOf } from '../services/slack/slack-fault.ts'
import type { PrivateAnswer } from '../views/answer.ts'
import { privateAnswer } from '../views/answers.ts'
import type { ChannelMessage } from '../views/context.ts'
import { type CommandParts, contextOf } from './parts.ts'
import { channelOf, type Origin, userOf } from './payloads.ts'

/** How long Slack may take for one way of answering, in milliseconds. */
const RESPONSE_TIMEOUT = 5_000

/**
 * Tells one person something that only they see, where they look: beside the card, or where they typed the command.
 * If one way is closed the other is tried; if both are, that is an error in the log, since nobody would know.
 */
export const answerPrivately = async (parts: CommandParts, origin: Origin, answer: PrivateAnswer): Promise<void> => {
  const userId = userOf(origin)
  if (userId === null) return
  const message = privateAnswer(answer, contextOf(parts, await parts.people.reader(userId)))
  const inChannel = () => postEphemeral(parts, userId, message)
  const byResponse = () => postToResponseUrl(parts, origin.response_url ?? null, message)
  const isInChannel = channelOf(origin) === parts.channelId || origin.response_url == null
  const ways = isInChannel ? [inChannel, byResponse] : [byResponse, inChannel]
  for (const way of ways) if (await way()) return
  parts.log.error({ userId, answer: answer.kind }, 'a private answer reached nobody')
}

const postEphemeral = async (
  { clients, channelId, log }: CommandParts,
  user: string,
  message: ChannelMessage,
): Promise<boolean> => {
  try {
    await clients.people.chat.postEphemeral({ channel: channelId, user, ...message })
    return true
  } catch (error) {
    log.warn({ user, why: faultInWords(slackFaultOf(error)) }, 'a private message was not taken')
    return false
  }
}

const postToResponseUrl = async (
  { log }: CommandParts,
  url: string | null,
  message: ChannelMessage,
): Promise<boolean> => {
  if (url === null) return false
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
      signal: AbortSignal.timeout(RESPONSE_TIMEOUT),
    })
    return answer.ok
  } catch (error) {
    log.warn({ why: error instanceof Error ? error.message : String(error) }, 'a response_url did not take an answer')
    return false
  }
}
