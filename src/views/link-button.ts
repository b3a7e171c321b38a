import type { ActionsBlock } from '@slack/types'
import { plainText } from './blocks.ts'
import { isWebLink } from './identifiers.ts'
import { ACTION_IDS } from './ids.ts'
import { LIMITS } from './limits.ts'

/** A button that leads to a message; nothing where the link is not one. */
export const linkButton = (label: string, url: string): readonly ActionsBlock[] =>
  isWebLink(url)
    ? [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: ACTION_IDS.open, text: plainText(label, LIMITS.button.text), url }],
        },
      ]
    : []
