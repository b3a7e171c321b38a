import { h } from 'preact'
import { useState } from 'preact/hooks'
import type { FaultInput } from '../../lighthouse/control-api.ts'
import { html, type Rendered } from '../html.ts'
import { PanelAction, PanelSection, PanelSelect } from './parts.ts'
import { durationFault, durations, rollbackFaults } from './rollback-faults.ts'

/** What the next rollback will meet at Tencent Cloud. */
export function RollbackSection({ onArm }: { readonly onArm: (fault: FaultInput) => void }): Rendered {
  const [milliseconds, setMilliseconds] = useState<number>(durations[1].milliseconds)
  return h(
    PanelSection,
    { title: 'The next rollback', isOpen: true },
    html`<div class="panel-choice">
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
