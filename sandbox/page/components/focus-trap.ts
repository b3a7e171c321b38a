import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex="0"]'

/**
 * Keeps the keyboard inside a dialog while it is open, and gives the focus back where it was.
 * @param key a dialog whose content changes keeps its trap; another key starts anew
 */
export function useFocusTrap(dialog: RefObject<HTMLElement | null>, key: string): void {
  useLayoutEffect(() => {
    const element = dialog.current
    if (element === null) return
    const before = document.activeElement
    const first = element.querySelector<HTMLElement>('[data-focus-on-load=true]') ?? firstField(element) ?? element
    first.focus()
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Tab') keepInside(element, event)
    }
    element.addEventListener('keydown', onKeyDown)
    return () => {
      element.removeEventListener('keydown', onKeyDown)
      // What the dialog covered is inert until the page has been redrawn; another dialog may have the focus by then.
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body
        if (isLost && before instanceof HTMLElement) before.focus()
      })
    }
  }, [key])
}

function firstField(element: HTMLElement): HTMLElement | null {
  return element.querySelector<HTMLElement>('[data-autofocus], .blocks input, .blocks textarea')
}

function keepInside(dialog: HTMLElement, event: KeyboardEvent): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>(focusable)].filter((stop) => stop.offsetParent !== null)
  const first = stops[0]
  const last = stops.at(-1)
  const isAtEdge = document.activeElement === (event.shiftKey ? first : last) || document.activeElement === dialog
  if (!isAtEdge) return
  event.preventDefault()
  const next = event.shiftKey ? last : first
  next?.focus()
}
