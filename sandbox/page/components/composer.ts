import { h } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { PageCommand } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { usePage } from '../state/context.ts'
import { commandOf, suggestedCommands } from './command-line.ts'
import { CommandSuggestions } from './command-suggestions.ts'
import { icon } from './icons.ts'

export type ComposerPlace =
  | { readonly in: 'channel'; readonly canPost: boolean }
  | { readonly in: 'thread'; readonly threadTs: string; readonly canPost: boolean }

/** Where one writes: messages, and slash commands with suggestions while the command is being typed. */
export function Composer({ place }: { readonly place: ComposerPlace }): Rendered {
  const { slack, actions } = usePage()
  const [text, setText] = useState('')
  const [activeIndex, setActiveIndex] = useState(0)
  const [isDismissed, setDismissed] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const isChannel = place.in === 'channel'
  const suggestions = isChannel && !isDismissed ? suggestedCommands(text, slack.commands) : []
  const listId = `commands-${place.in}`
  const label = isChannel ? `Message #${slack.channel.name}` : 'Reply…'

  const type = (typed: string) => {
    setText(typed)
    setActiveIndex(0)
    setDismissed(false)
    if (field.current !== null) fitHeight(field.current)
  }
  const take = (command: PageCommand) => {
    type(`${command.command} `)
    field.current?.focus()
  }
  const send = () => {
    const words = text.trim()
    if (words === '') return
    const command = isChannel ? commandOf(words, slack.commands) : undefined
    if (command !== undefined) void actions.command(command.command, command.text)
    else if (isChannel && /^\/\S/.test(words)) {
      actions.toast(
        `${words.split(/\s/)[0]} is not a valid command. In the sandbox there is ${slack.commands.map((known) => known.command).join(', ')}.`,
      )
      return
    } else if (!place.canPost) {
      actions.toast('Somebody who is not in the channel cannot write there.')
      return
    } else void actions.say(words, place.in === 'thread' ? place.threadTs : undefined)
    type('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const active = suggestions[activeIndex]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (active !== undefined && step !== undefined) {
      event.preventDefault()
      setActiveIndex((activeIndex + step + suggestions.length) % suggestions.length)
    } else if (
      active !== undefined &&
      (event.key === 'Tab' || event.key === 'Enter') &&
      text.trim() !== active.command
    ) {
      event.preventDefault()
      take(active)
    } else if (event.key === 'Escape' && active !== undefined) {
      setDismissed(true)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    }
  }

  return html`<div class="composer">
    ${suggestions.length > 0 && h(CommandSuggestions, { listId, commands: suggestions, appName: slack.app.name, activeIndex, onTake: take, onPoint: setActiveIndex })}
    <div class="composer-box">
      <textarea
        ref=${field}
        rows="1"
        aria-label=${label}
        placeholder=${label}
        aria-autocomplete="list"
        aria-controls=${suggestions.length > 0 ? listId : undefined}
        aria-activedescendant=${suggestions.length > 0 ? `${listId}-${activeIndex}` : undefined}
        value=${text}
        onInput=${(event: Event) => event.currentTarget instanceof HTMLTextAreaElement && type(event.currentTarget.value)}
        onKeyDown=${onKeyDown}
      ></textarea>
      <div class="composer-tools">
        ${
          isChannel &&
          html`<button type="button" class="composer-tool" aria-label="Slash commands" title="Slash commands" onClick=${() => {
            type('/')
            field.current?.focus()
          }}>${icon('slash')}</button>`
        }
        <span class="composer-hint">${isChannel ? 'Type / for commands' : ''}</span>
        <button type="button" class="composer-send" aria-label=${isChannel ? 'Send' : 'Send reply'} disabled=${text.trim() === ''} onClick=${send}>${icon('send')}</button>
      </div>
    </div>
  </div>`
}

function fitHeight(field: HTMLTextAreaElement): void {
  field.style.height = 'auto'
  field.style.height = `${Math.min(field.scrollHeight, 200)}px`
}
