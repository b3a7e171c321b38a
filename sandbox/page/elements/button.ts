import type { Button } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { useDirectory } from '../state/directory.ts'
import { useInteraction } from '../state/interaction.ts'
import { safeUrl } from '../text/inline.ts'
import { permalinkOf } from '../text/permalink.ts'
import { plainWords } from '../text/text-view.ts'

/** A Block Kit button; one with an address opens it, and tells the app too, as Slack does. */
export function ButtonView({ button, blockId }: { readonly button: Button; readonly blockId: string }): Rendered {
  const interaction = useInteraction()
  const directory = useDirectory()
  const place = { blockId, actionId: button.action_id ?? '' }
  const isPending = interaction.isPending(place)
  const press = () => {
    // Told first: following a link closes the modal that the button stands in.
    if (!isPending) interaction.interact(place, undefined, { confirm: button.confirm })
    const address = button.url === undefined ? undefined : safeUrl(button.url)
    const permalink = address === undefined ? undefined : permalinkOf(address)
    if (permalink !== undefined) directory.showMessage(permalink)
    else if (address !== undefined) window.open(address, '_blank', 'noopener')
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
