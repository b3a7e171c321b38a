import type { PageCommand } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'

export type CommandSuggestionsProps = {
  readonly listId: string
  readonly commands: readonly PageCommand[]
  readonly appName: string
  readonly activeIndex: number
  readonly onTake: (command: PageCommand) => void
  readonly onPoint: (index: number) => void
}

/** The list over the composer while a slash command is being typed. */
export function CommandSuggestions(props: CommandSuggestionsProps): Rendered {
  return html`<div class="command-popup" onMouseDown=${(event: Event) => event.preventDefault()}>
    <div class="command-popup-head">Commands of this workspace’s apps</div>
    <div role="listbox" id=${props.listId} aria-label="Slash commands">
      ${props.commands.map(
        (command, index) => html`<div
          role="option"
          key=${command.command}
          id=${`${props.listId}-${index}`}
          class=${`command-row ${index === props.activeIndex ? 'is-active' : ''}`}
          aria-selected=${index === props.activeIndex}
          onClick=${() => props.onTake(command)}
          onMouseMove=${() => props.onPoint(index)}
        >
          <img class="avatar" src="/icon.svg" alt="" />
          <span class="command-words">
            <span><b>${command.command}</b> ${command.usageHint}</span>
            <span class="command-description">${command.description}</span>
          </span>
          <span class="command-app">${props.appName}</span>
        </div>`,
      )}
    </div>
  </div>`
}
