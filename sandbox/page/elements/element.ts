import { h } from 'preact'
import type { Accessory, ActionElement, InputElement } from '../../slack/page-api.ts'
import { ImageElementView } from '../blocks/image.ts'
import { UnknownView } from '../blocks/unknown.ts'
import type { Rendered } from '../html.ts'
import { ButtonView } from './button.ts'
import { CheckboxesView, RadioButtonsView } from './choices.ts'
import { DateInputView } from './date-input.ts'
import type { Labelling } from './labelling.ts'
import { OverflowView } from './overflow.ts'
import { SelectView } from './select.ts'
import { TextInputView } from './text-input.ts'

/** Any element that may stand in an actions block, in an input or beside a section. */
export function ElementView({
  element,
  blockId,
  labelling,
  isClearable = false,
}: {
  readonly element: Accessory | ActionElement | InputElement
  readonly blockId: string
  readonly labelling: Labelling
  readonly isClearable?: boolean
}): Rendered {
  switch (element.type) {
    case 'button':
      return h(ButtonView, { button: element, blockId })
    case 'image':
      return h(ImageElementView, { image: element })
    case 'overflow':
      return h(OverflowView, { menu: element, blockId })
    case 'checkboxes':
      return h(CheckboxesView, { element, blockId, labelling })
    case 'radio_buttons':
      return h(RadioButtonsView, { element, blockId, labelling })
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'rich_text_input':
      return h(TextInputView, { element, blockId, labelling })
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return h(DateInputView, { element, blockId, labelling })
    case 'static_select':
    case 'external_select':
    case 'users_select':
    case 'conversations_select':
    case 'channels_select':
    case 'multi_static_select':
    case 'multi_external_select':
    case 'multi_users_select':
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return h(SelectView, { select: element, blockId, labelling, isClearable })
    default:
      return h(UnknownView, { type: element.type })
  }
}
