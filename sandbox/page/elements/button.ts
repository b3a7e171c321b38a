import type { Button } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { useInteraction } from '../state/interaction.ts'
import { safeUrl } from '../text/inline.ts'
import { plainWords } from '../text/text-view.ts'

/** A Block Kit button; one with an address opens it, and tells the app too, as Slack does. */
export function ButtonView({ button, blockId }: { readonly button: Button; readonly blockId: string }): Rendered {
  const interaction = useInteraction()
  const place = { blockId, actionId: button.action_id ?? '' }
  const isPending = interaction.isPending(place)
  const press = () => {
    const address = button.url === undefined ? undefined : safeUrl(button.url)
    if (address !== undefined) window.open(address, '_blank', 'noopener')
    if (!isPending) interaction.interact(place, undefined, { confirm: button.confirm })
  }
  return html`<button
    type="button"
    class=${`kit-button ${button.style ?? 'plain'}`}
    aria-label=${button.accessibility_label}
    aria-busy=${isPending}
    onClick=${press}
  >
    <span class="button-words">${plainWords(button.text)}</span>${isPending && html`<span class="spinner" aria-hidden="true"></span>`}
  </button>`
}
