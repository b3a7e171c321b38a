import type { InteractiveElement } from '../blocks/elements.ts'
import type { ElementValue } from '../values.ts'

type Json = Readonly<Record<string, unknown>>

const kept = (element: InteractiveElement): Json => ({
  ...('placeholder' in element && element.placeholder !== undefined ? { placeholder: element.placeholder } : {}),
  ...('initial_option' in element && element.initial_option !== undefined
    ? { initial_option: element.initial_option }
    : {}),
  ...('confirm' in element && element.confirm !== undefined ? { confirm: element.confirm } : {}),
})

/**
 * The entry of `actions` for a press or a choice.
 *
 * @param at milliseconds since the epoch
 */
export const actionJson = (
  element: InteractiveElement,
  blockId: string,
  value: ElementValue | undefined,
  at: number,
): Json => {
  const base = {
    type: element.type,
    action_id: element.action_id,
    block_id: blockId,
    action_ts: (at / 1000).toFixed(6),
    ...kept(element),
  }
  if (element.type === 'button') {
    return {
      ...base,
      text: element.text,
      ...(element.value === undefined ? {} : { value: element.value }),
      ...(element.style === undefined ? {} : { style: element.style }),
      ...(element.url === undefined ? {} : { url: element.url }),
    }
  }
  if (element.type === 'icon_button') {
    return { ...base, text: element.text, ...(element.value === undefined ? {} : { value: element.value }) }
  }
  return { ...base, ...value }
}
