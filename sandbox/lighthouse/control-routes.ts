/** The control over HTTP: `GET /control/state|executed|calls`, `POST /control/<command>` with a JSON body. */
import type { z } from 'zod'
import { type LighthouseControl, UnknownObject } from './control.ts'
import { type ControlCommand, controlCommands } from './control-api.ts'

export type ControlAnswer = { readonly status: number; readonly body: unknown }

type Handlers = { readonly [Command in ControlCommand]: (body: unknown) => object }

/** @returns the answer to a request under `/control/`; `body` is the raw text of a POST. */
export function answerControl(control: LighthouseControl, method: string, path: string, body: string): ControlAnswer {
  const name = path.slice('/control/'.length)
  if (method === 'GET') {
    const questions: Readonly<Record<string, () => unknown>> = {
      state: control.state,
      executed: control.executed,
      calls: control.calls,
    }
    const ask = Object.hasOwn(questions, name) ? questions[name] : undefined
    return ask ? { status: 200, body: ask() } : notFound(path)
  }
  if (method !== 'POST' || !isCommand(name)) return notFound(path)
  try {
    return { status: 200, body: handlersOf(control)[name](body.trim() === '' ? {} : JSON.parse(body)) }
  } catch (error) {
    if (error instanceof UnknownObject) return { status: 404, body: { error: error.message } }
    return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } }
  }
}

function handlersOf(control: LighthouseControl): Handlers {
  const { body: addFault } = controlCommands['add-fault']
  const { body: rollBackByHand } = controlCommands['roll-back-by-hand']
  return {
    'add-fault': (body) => ({ faultId: control.addFault(addFault.parse(body)) }),
    'roll-back-by-hand': (body) => ({ requestId: control.rollBackByHand(rollBackByHand.parse(body)) }),
    'remove-fault': act(controlCommands['remove-fault'].body, ({ faultId }) => control.removeFault(faultId)),
    'clear-faults': act(controlCommands['clear-faults'].body, control.clearFaults),
    configure: act(controlCommands.configure.body, control.configure),
    'set-instance-state': act(controlCommands['set-instance-state'].body, ({ instanceId, state, operating }) =>
      control.setInstanceState(instanceId, state, operating),
    ),
    'set-snapshot-state': act(controlCommands['set-snapshot-state'].body, ({ snapshotId, state, percent }) =>
      control.setSnapshotState(snapshotId, state, percent),
    ),
    'delete-instance': act(controlCommands['delete-instance'].body, ({ instanceId }) =>
      control.deleteInstance(instanceId),
    ),
    'delete-snapshot': act(controlCommands['delete-snapshot'].body, ({ snapshotId }) =>
      control.deleteSnapshot(snapshotId),
    ),
    'resize-disk': act(controlCommands['resize-disk'].body, ({ instanceId, size }) =>
      control.resizeDisk(instanceId, size),
    ),
    'set-quota': act(controlCommands['set-quota'].body, ({ region, total }) => control.setQuota(region, total)),
    'deny-action': act(controlCommands['deny-action'].body, control.denyAction),
    'clear-denied-actions': act(controlCommands['clear-denied-actions'].body, control.clearDeniedActions),
    reset: act(controlCommands.reset.body, control.reset),
  }
}

/** A command without an answer of its own. */
function act<Schema extends z.ZodType>(
  schema: Schema,
  run: (body: z.output<Schema>) => void,
): (body: unknown) => object {
  return (body) => {
    run(schema.parse(body))
    return {}
  }
}

function isCommand(name: string): name is ControlCommand {
  return Object.hasOwn(controlCommands, name)
}

function notFound(path: string): ControlAnswer {
  return { status: 404, body: { error: `There is nothing at ${path}.` } }
}
