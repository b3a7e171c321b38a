import { useRef, useState } from 'preact/hooks'
import type { InteractiveElement, Option } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { useInteraction } from '../state/interaction.ts'
import { plainWords } from '../text/text-view.ts'

type Overflow = Extract<InteractiveElement, { type: 'overflow' }>

/** The "…" menu: a press on an entry is told at once. */
export function OverflowView({ menu, blockId }: { readonly menu: Overflow; readonly blockId: string }): Rendered {
  const interaction = useInteraction()
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const choose = (option: Option) => {
    setOpen(false)
    opener.current?.focus()
    const place = { blockId, actionId: menu.action_id ?? '' }
    interaction.interact(place, { type: 'overflow', selected_option: option }, { confirm: menu.confirm })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || !(event.currentTarget instanceof HTMLElement)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      setOpen(false)
      opener.current?.focus()
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')]
    const current = entries.findIndex((entry) => entry.matches(':focus'))
    entries[(current + step + entries.length) % entries.length]?.focus()
  }
  return html`<div class="overflow" onKeyDown=${onKeyDown}>
    <button type="button" class="kit-button plain" ref=${opener} aria-haspopup="menu" aria-expanded=${isOpen} aria-label="More options" onClick=${() => setOpen(!isOpen)}>
      <svg viewBox="0 0 20 20" class="dots" aria-hidden="true"><circle cx="4" cy="10" r="1.7" /><circle cx="10" cy="10" r="1.7" /><circle cx="16" cy="10" r="1.7" /></svg>
    </button>
    ${
      isOpen &&
      html`<div role="menu" class="menu" aria-label="More options">${menu.options.map(
        (option) =>
          html`<button type="button" role="menuitem" key=${option.value} onClick=${() => choose(option)}>${plainWords(option.text)}</button>`,
      )}</div>`
    }
  </div>`
}
