import { h } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { PageMessage } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { usePage } from '../state/context.ts'
import { useDirectory } from '../state/directory.ts'
import { formatDay, isSameDay } from '../text/slack-date.ts'
import { Message } from './message.ts'

/** Slack joins messages of one author that follow within five minutes. */
const joiningSeconds = 300
/** How close to the end a reader counts as following along, in pixels. */
const endMargin = 120

/** Messages with the dividers of days between them. */
export function MessageList({ messages }: { readonly messages: readonly PageMessage[] }): Rendered {
  const { reader } = useDirectory()
  const { model } = usePage()
  return html`${messages.map((message, index) => {
    const previous = messages[index - 1]
    const isNewDay = previous === undefined || !isSameDay(Number(previous.ts), Number(message.ts), reader)
    const isFirstNew = message.ts === model.firstNewTs
    const isContinued = !isNewDay && !isFirstNew && previous !== undefined && continues(previous, message)
    return [
      isNewDay &&
        html`<div class="day" role="separator" key=${`day-${message.ts}`}><span>${formatDay(Number(message.ts), reader)}</span></div>`,
      isFirstNew && html`<div class="new-line" role="separator" key="new"><span>New</span></div>`,
      h(Message, { key: message.ts, message, isContinued, place: 'channel' }),
    ]
  })}`
}

/** Keeps the end of a growing list in sight, as long as its reader has not scrolled away from the end. */
export function useFollowedEnd(length: number, shownThing: string) {
  const scroller = useRef<HTMLDivElement>(null)
  const isFollowing = useRef(true)
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const onScroll = () => {
      isFollowing.current = element.scrollHeight - element.scrollTop - element.clientHeight < endMargin
    }
    const follow = () => {
      if (isFollowing.current) element.scrollTop = element.scrollHeight
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    const observer = new ResizeObserver(follow)
    observer.observe(element)
    for (const child of element.children) observer.observe(child)
    return () => {
      element.removeEventListener('scroll', onScroll)
      observer.disconnect()
    }
  }, [shownThing])
  useLayoutEffect(() => {
    isFollowing.current = true
  }, [shownThing])
  useLayoutEffect(() => {
    if (isFollowing.current && scroller.current !== null) scroller.current.scrollTop = scroller.current.scrollHeight
  }, [length, shownThing])
  return scroller
}

/** Whether a message is drawn without its author's name again. */
export function continues(previous: PageMessage, message: PageMessage): boolean {
  return (
    previous.userId === message.userId &&
    previous.onlyVisibleTo === message.onlyVisibleTo &&
    previous.replyCount === 0 &&
    Number(message.ts) - Number(previous.ts) < joiningSeconds
  )
}
