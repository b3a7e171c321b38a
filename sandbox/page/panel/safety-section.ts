import { h } from 'preact'
import { useState } from 'preact/hooks'
import type { ControlState } from '../../lighthouse/control-api.ts'
import { html, type Rendered } from '../html.ts'
import type { CommandCloud } from './cloud-section.ts'
import { PanelAction, PanelSection, PanelSelect } from './parts.ts'
import { safetyFaults } from './safety-faults.ts'

/** How many snapshots a region gets room for. */
const roomAgain = 5

/** What the next safety snapshot will meet, and how much room there is for it. */
export function SafetySection(props: { readonly state: ControlState; readonly onCommand: CommandCloud }): Rendered {
  const { state, onCommand } = props
  const { regions, snapshots } = state.fleet
  const [chosen, setChosen] = useState(regions.find(({ Region }) => Region === 'ap-singapore')?.Region ?? '')
  const region = chosen || (regions[0]?.Region ?? '')
  const used = snapshots.filter((placed) => placed.region === region).length
  return h(
    PanelSection,
    { title: 'The next safety snapshot' },
    html`${h(PanelSelect, {
      label: 'Region of the quota',
      value: region,
      options: regions.map((each) => ({ value: each.Region, words: `${each.RegionName} — ${each.Region}` })),
      onChoose: setChosen,
    })}
    ${h(PanelAction, {
      title: 'Fill the quota',
      expectation:
        'The form no longer ticks the safety snapshot, and says that there is no room. An approved request ends as failed.',
      onPress: () => onCommand('set-quota', { region, total: used }),
    })}
    ${h(PanelAction, {
      title: 'Make room again',
      expectation: `There is room for ${roomAgain} more snapshots in the region, and the form ticks the safety snapshot.`,
      onPress: () => onCommand('set-quota', { region, total: used + roomAgain }),
    })}
    ${safetyFaults.map((each) => h(PanelAction, { key: each.title, title: each.title, expectation: each.expectation, onPress: () => onCommand('add-fault', each.fault) }))}`,
  )
}
