import { h } from 'preact'
import { useState } from 'preact/hooks'
import type { CommandBody, ControlCommand, ControlState } from '../../lighthouse/control-api.ts'
import { html, type Rendered } from '../html.ts'
import { PanelAction, PanelSection, PanelSelect } from './parts.ts'

export type CommandCloud = <Command extends ControlCommand>(command: Command, body: CommandBody<Command>) => void

type CloudProps = { readonly state: ControlState; readonly onCommand: CommandCloud }

/** Regions that are slow or silent. */
export function RegionSection({ state, onCommand }: CloudProps): Rendered {
  const regions = state.fleet.regions
  const [chosen, setChosen] = useState(regions[0]?.Region ?? '')
  const region = chosen === '' ? {} : { region: chosen }
  return h(
    PanelSection,
    { title: 'Regions' },
    html`${h(PanelSelect, {
      label: 'Region',
      value: chosen,
      options: [
        { value: '', words: 'All regions' },
        ...regions.map((each) => ({ value: each.Region, words: `${each.RegionName} — ${each.Region}` })),
      ],
      onChoose: setChosen,
    })}
    ${h(PanelAction, {
      title: 'Slow down by 2.5 seconds',
      expectation:
        'Pickers still answer within two seconds: with what they know, and a note on the regions that are missing.',
      onPress: () => onCommand('add-fault', { ...region, times: null, effect: { kind: 'delay', milliseconds: 2500 } }),
    })}
    ${h(PanelAction, {
      title: 'Do not answer at all',
      expectation:
        'The other regions stay in the picker; the silent one is named under it, with the age of what is known.',
      onPress: () =>
        onCommand('add-fault', { ...region, times: null, effect: { kind: 'no-answer', work: 'not-done' } }),
    })}
    ${h(PanelAction, {
      title: 'Refuse for too many calls',
      expectation: 'The bot waits and asks again. A running rollback stays watched, and says when it cannot be read.',
      onPress: () =>
        onCommand('add-fault', { ...region, times: null, effect: { kind: 'error', code: 'RequestLimitExceeded' } }),
    })}`,
  )
}

/** Instances and snapshots that change behind the bot's back. */
export function MachineSection({ state, onCommand }: CloudProps): Rendered {
  const instances = [...state.fleet.instances].sort((first, second) =>
    first.instance.InstanceName.localeCompare(second.instance.InstanceName),
  )
  const [chosenInstance, setInstance] = useState('')
  const [chosenSnapshot, setSnapshot] = useState('')
  const owner = instances.find(({ instance }) => instance.InstanceId === chosenInstance) ?? state.fleet.instances[0]
  if (owner === undefined) return h(PanelSection, { title: 'Instances' }, html`<p>There are no instances left.</p>`)
  const { InstanceId: instanceId, SystemDisk: disk } = owner.instance
  const snapshots = state.fleet.snapshots.filter((snapshot) => snapshot.instanceId === instanceId)
  const snapshotId = (snapshots.find(({ snapshot }) => snapshot.SnapshotId === chosenSnapshot) ?? snapshots[0])
    ?.snapshot.SnapshotId
  return h(
    PanelSection,
    { title: 'Instances and snapshots' },
    html`${h(PanelSelect, {
      label: 'Instance to change',
      value: instanceId,
      options: instances.map(({ instance, region }) => ({
        value: instance.InstanceId,
        words: `${instance.InstanceName} — ${region}, ${instance.InstanceState}`,
      })),
      onChoose: setInstance,
    })}
    ${h(PanelSelect, {
      label: 'Snapshot to change',
      value: snapshotId ?? '',
      options: snapshots.map(({ snapshot }) => ({
        value: snapshot.SnapshotId,
        words: `${snapshot.SnapshotName} — ${snapshot.SnapshotState}`,
      })),
      onChoose: setSnapshot,
    })}
    ${h(PanelAction, {
      title: 'Delete this snapshot',
      expectation: 'A request that names it does not run: the thread says that the snapshot is gone.',
      isDisabled: snapshotId === undefined,
      onPress: () => snapshotId !== undefined && onCommand('delete-snapshot', { snapshotId }),
    })}
    ${h(PanelAction, {
      title: 'Enlarge the disk by 20 GB',
      expectation: 'Snapshots of the old size no longer fit; the request says so before anything is called.',
      onPress: () => onCommand('resize-disk', { instanceId, size: disk.DiskSize + 20 }),
    })}
    ${h(PanelAction, {
      title: 'Roll back by hand',
      expectation: 'Somebody does it in the console. The bot never takes that for its own work, and names it.',
      isDisabled: snapshotId === undefined,
      onPress: () => snapshotId !== undefined && onCommand('roll-back-by-hand', { instanceId, snapshotId }),
    })}
    ${h(PanelAction, {
      title: 'Put it into rescue mode',
      expectation:
        'The instance is neither running nor stopped: it can be seen in the picker with the reason, and not be rolled back.',
      onPress: () => onCommand('set-instance-state', { instanceId, state: 'RESCUE_MODE' }),
    })}
    ${h(PanelAction, {
      title: 'Delete this instance',
      expectation: 'A request for it does not run, and one that is being watched says that the instance has vanished.',
      onPress: () => onCommand('delete-instance', { instanceId }),
    })}
    ${h(PanelAction, {
      title: 'Put the whole fleet back',
      expectation: 'Instances, snapshots and settings as they were at the start; nothing is armed any more.',
      onPress: () => onCommand('reset', {}),
    })}`,
  )
}
