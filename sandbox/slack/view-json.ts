import type { Core } from './core.ts'
import type { OpenView } from './views.ts'

/** A view as answers and payloads carry it. */
export const viewJson = ({ workspace }: Core, view: OpenView): Readonly<Record<string, unknown>> => ({
  id: view.id,
  team_id: workspace.team.id,
  type: view.modal.type,
  blocks: view.modal.blocks,
  private_metadata: view.modal.private_metadata ?? '',
  callback_id: view.modal.callback_id ?? '',
  state: { values: view.values },
  hash: view.hash,
  title: view.modal.title,
  clear_on_close: view.modal.clear_on_close ?? false,
  notify_on_close: view.modal.notify_on_close ?? false,
  close: view.modal.close ?? null,
  submit: view.modal.submit ?? null,
  submit_disabled: view.modal.submit_disabled ?? false,
  previous_view_id: view.previousViewId,
  root_view_id: view.rootViewId,
  app_id: workspace.app.id,
  external_id: view.modal.external_id ?? '',
  app_installed_team_id: workspace.team.id,
  bot_id: workspace.app.botId,
})
