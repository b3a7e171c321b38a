import { useEffect } from 'preact/hooks'

/** F6 moves the keyboard between the imitated Slack and the panel, also out of a modal that keeps it. */
export function useF6(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F6') return
      event.preventDefault()
      const isInPanel = document.activeElement?.closest('#panel') !== null
      const target = isInPanel ? slackTarget() : document.querySelector<HTMLElement>('#panel h2')
      target?.focus()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Where the keyboard belongs in Slack: the top dialog, else the composer. */
function slackTarget(): HTMLElement | null {
  const dialogs = [...document.querySelectorAll<HTMLElement>('[role=dialog]')]
  return dialogs.at(-1) ?? document.querySelector<HTMLElement>('.channel textarea')
}
