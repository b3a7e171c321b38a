import type { CallLog } from './call-log.ts'
import type { Core } from './core.ts'
import type { PanelAction, PanelState } from './page-api.ts'

const CALLS_SHOWN = 100

/** What the panel shows of this Slack's faults and traffic. */
export const panelState = ({ faults, rateLimits, sockets }: Core, log: CallLog): PanelState => ({
  outage: faults.isOutage(),
  rateLimits: rateLimits.isEnabled(),
  faults: [...faults.list()],
  sockets: sockets.count(),
  calls: log
    .all()
    .slice(-CALLS_SHOWN)
    .reverse()
    .map(({ at, method, status, ok, error }) => ({
      at,
      method,
      status,
      ok,
      ...(error === undefined ? {} : { error }),
    })),
})

/** Breaks or mends this Slack. */
export const actOnPanel = ({ faults, rateLimits, sockets }: Core, action: PanelAction): void => {
  switch (action.do) {
    case 'add_fault':
      faults.add(action.fault)
      break
    case 'clear_fault':
      faults.clear(action.id)
      break
    case 'clear_all':
      faults.clearAll()
      break
    case 'outage':
      faults.setOutage(action.on)
      break
    case 'rate_limits':
      rateLimits.setEnabled(action.on)
      break
    case 'drop_sockets':
      sockets.drop()
      break
    case 'refresh_sockets':
      sockets.refresh(action.reason)
      break
    case 'redeliver':
      faults.redeliver(action.times)
      break
  }
}
