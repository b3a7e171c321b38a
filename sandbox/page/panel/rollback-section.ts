import { h } from 'preact'
import { useState } from 'preact/hooks'
import type { FaultInput } from '../../lighthouse/control-api.ts'
import { html, type Rendered } from '../html.ts'
import { PanelAction, PanelSection, PanelSelect } from './parts.ts'
import { refusalCodes } from './refusal-codes.ts'
import { durationFault, durations, refusalFault, rollbackFaults } from './rollback-faults.ts'

/** What the next rollback will meet at Tencent Cloud. */
export function RollbackSection({ onArm }: { readonly onArm: (fault: FaultInput) => void }): Rendered {
  const [code, setCode] = useState(refusalCodes[0]?.code ?? '')
  const [milliseconds, setMilliseconds] = useState<number>(durations[1].milliseconds)
  return h(
    PanelSection,
    { title: 'The next rollback', isOpen: true },
    html`<div class="panel-choice">
      ${h(PanelSelect, {
        label: 'Error code',
        value: code,
        options: refusalCodes.map((each) => ({ value: each.code, words: `${each.words} — ${each.code}` })),
        onChoose: setCode,
      })}
      ${h(PanelAction, {
        title: 'Refuse with this error',
        expectation:
          'Nothing begins. The thread says in plain words what the code means and what to do; a passing one is tried again.',
        onPress: () => onArm(refusalFault(code)),
      })}
    </div>
    <div class="panel-choice">
      ${h(PanelSelect, {
        label: 'Duration',
        value: String(milliseconds),
        options: durations.map((each) => ({ value: String(each.milliseconds), words: each.title })),
        onChoose: (value) => setMilliseconds(Number(value)),
      })}
      ${h(PanelAction, {
        title: 'Let it take this long',
        expectation: 'The thread shows percent, time elapsed and time left, and one message that keeps changing.',
        onPress: () => onArm(durationFault(milliseconds)),
      })}
    </div>
    ${rollbackFaults.map((each) => h(PanelAction, { key: each.title, title: each.title, expectation: each.expectation, onPress: () => onArm(each.fault) }))}`,
  )
}
