import { h, type RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import type { Option, OptionList } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { plainWords } from '../text/text-view.ts'
import type { Offer } from './use-options.ts'

export type OptionListProps = {
  readonly listId: string
  readonly label: string
  readonly offer: Offer
  readonly chosen: readonly Option[]
  readonly activeIndex: number
  readonly anchor: RefObject<HTMLElement | null>
  readonly isMultiple: boolean
  readonly onChoose: (option: Option) => void
  readonly onPoint: (index: number) => void
}

const wantedHeight = 320
const marginToWindow = 12

/** The list that drops from a picker. It keeps the focus in the picker's field. */
export function OptionListView(props: OptionListProps): Rendered {
  const [position, setPosition] = useState({})
  useLayoutEffect(() => {
    const place = () => setPosition(positionBelow(props.anchor.current))
    place()
    window.addEventListener('resize', place)
    window.addEventListener('scroll', place, true)
    return () => {
      window.removeEventListener('resize', place)
      window.removeEventListener('scroll', place, true)
    }
  }, [])
  const words = wordsOfOffer(props.offer)
  return html`<div class="option-popup" style=${position} onMouseDown=${(event: Event) => event.preventDefault()}>
    <div class=${words === '' ? 'visually-hidden' : 'option-message'} role="status">${words === '' ? countWords(props.offer) : words}</div>
    ${
      props.offer.state === 'ready' &&
      h(
        'div',
        {
          class: 'option-list',
          role: 'listbox',
          id: props.listId,
          'aria-label': props.label,
          'aria-multiselectable': props.isMultiple ? 'true' : undefined,
        },
        groupsView(props.offer.list, props),
      )
    }
  </div>`
}

/** The options of a list in their order, without the groups. */
export function flatOptions(offer: Offer): readonly Option[] {
  return offer.state === 'ready' ? offer.list.flatMap((group) => group.options) : []
}

/** The `id` of an option's element, for `aria-activedescendant`. */
export function optionElementId(listId: string, index: number): string {
  return `${listId}-${index}`
}

function groupsView(list: OptionList, props: OptionListProps): Rendered[] {
  let index = 0
  return list.map((group, groupIndex) => {
    const options = group.options.map((option) => {
      const view = h(OptionRow, {
        key: `${option.value}-${index}`,
        option,
        id: optionElementId(props.listId, index),
        index,
        isActive: index === props.activeIndex,
        isChosen: props.chosen.some((other) => other.value === option.value),
        onChoose: props.onChoose,
        onPoint: props.onPoint,
      })
      index += 1
      return view
    })
    if (group.label === undefined) return html`<div>${options}</div>`
    const labelId = `${props.listId}-group-${groupIndex}`
    return html`<div role="group" aria-labelledby=${labelId}>
      <div class="option-group" id=${labelId}>${plainWords(group.label)}</div>
      ${options}
    </div>`
  })
}

type OptionRowProps = {
  readonly option: Option
  readonly id: string
  readonly index: number
  readonly isActive: boolean
  readonly isChosen: boolean
  readonly onChoose: (option: Option) => void
  readonly onPoint: (index: number) => void
}

function OptionRow({ option, id, index, isActive, isChosen, onChoose, onPoint }: OptionRowProps): Rendered {
  return html`<div
    role="option"
    id=${id}
    class=${`option ${isActive ? 'is-active' : ''}`}
    aria-selected=${isChosen}
    onClick=${() => onChoose(option)}
    onMouseMove=${() => onPoint(index)}
  >
    <span class="option-text">${plainWords(option.text)}</span>
    ${option.description && html`<span class="option-description">${plainWords(option.description)}</span>`}
    ${isChosen && html`<svg class="option-check" viewBox="0 0 20 20" aria-hidden="true"><path d="m4 10.5 4 4 8-9" /></svg>`}
  </div>`
}

function wordsOfOffer(offer: Offer): string {
  switch (offer.state) {
    case 'loading':
      return 'Loading…'
    case 'too_short':
      return `Type at least ${offer.minimum} characters`
    case 'failed':
      return offer.reason
    case 'ready':
      return flatOptions(offer).length === 0 ? 'No results' : ''
  }
}

function countWords(offer: Offer): string {
  const count = flatOptions(offer).length
  return count === 1 ? '1 result' : `${count} results`
}

function positionBelow(anchor: HTMLElement | null): { readonly [property: string]: string } {
  if (anchor === null) return {}
  const box = anchor.getBoundingClientRect()
  const below = window.innerHeight - box.bottom - marginToWindow
  const above = box.top - marginToWindow
  const isBelow = below >= Math.min(wantedHeight, 200) || below >= above
  return {
    left: `${box.left}px`,
    width: `${box.width}px`,
    maxHeight: `${Math.min(wantedHeight, isBelow ? below : above)}px`,
    ...(isBelow ? { top: `${box.bottom + 4}px` } : { bottom: `${window.innerHeight - box.top + 4}px` }),
  }
}
