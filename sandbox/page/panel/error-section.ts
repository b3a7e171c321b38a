import { h } from 'preact'
import { useState } from 'preact/hooks'
import type { FaultInput } from '../../lighthouse/control-api.ts'
import { html, type Rendered } from '../html.ts'
import { callFault, cloudCalls, matchingFaults, strikes } from './cloud-faults.ts'
import { PanelAction, PanelSection, PanelSelect, PanelText } from './parts.ts'

/** Every error of the cloud, for any of the bot's calls. */
export function ErrorSection({ onArm }: { readonly onArm: (fault: FaultInput) => void }): Rendered {
  const [action, setAction] = useState(cloudCalls[0]?.action ?? '')
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState('UnsupportedOperation.SystemBusy')
  const [often, setOften] = useState('Once')
  const faults = matchingFaults(search)
  const fault = faults.find(({ id }) => id === chosen) ?? faults[0]
  const call = cloudCalls.find((each) => each.action === action)
  const times = strikes.find(({ words }) => words === often)?.times ?? null
  return h(
    PanelSection,
    { title: 'Errors of Tencent Cloud', isOpen: true },
    html`${h(PanelSelect, {
      label: 'Which call',
      value: action,
      options: cloudCalls.map((each) => ({ value: each.action, words: `${each.words} — ${each.action}` })),
      onChoose: setAction,
    })}
    ${h(PanelText, { label: 'Find an error', value: search, placeholder: 'busy, permission, 502, …', onType: setSearch })}
    ${h(PanelSelect, {
      label: 'Error code',
      value: fault?.id ?? '',
      options: faults.map(({ id, words, group, effect }) => ({
        value: id,
        group,
        words: effect.kind === 'error' ? `${words} — ${id}` : words,
      })),
      onChoose: setChosen,
    })}
    ${h(PanelSelect, {
      label: 'How often',
      value: often,
      options: strikes.map(({ words }) => ({ value: words, words })),
      onChoose: setOften,
    })}
    ${h(PanelAction, {
      title: 'Answer with this error',
      expectation: call?.expectation ?? '',
      isDisabled: fault === undefined,
      onPress: () => fault !== undefined && onArm(callFault(action, fault.effect, times)),
    })}`,
  )
}
