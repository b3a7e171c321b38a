import { z } from 'zod'
import { checkModal } from '../blocks/parse.ts'
import type { Modal } from '../blocks/view.ts'
import type { Core } from '../core.ts'
import { shortId } from '../identifiers.ts'
import { tier4 } from '../rate-limits.ts'
import type { Trigger } from '../triggers.ts'
import { viewJson } from '../view-json.ts'
import type { OpenView } from '../views.ts'
import { type Answer, failure, json, type Method, method, text } from './method.ts'

const answer = (core: Core, view: OpenView): Answer => ({ ok: true, view: viewJson(core, view) })

const isTaken = (core: Core, modal: Modal, id?: string): boolean => {
  if (modal.external_id === undefined) return false
  const holder = core.views.findByExternalId(modal.external_id)
  return holder !== undefined && holder.id !== id
}

const withTrigger = (
  core: Core,
  input: { readonly trigger_id: string; readonly view?: unknown },
  show: (trigger: Trigger, modal: Modal) => Answer,
): Answer => {
  const modal = checkModal(input.view, shortId)
  if (!modal.ok) return failure(modal.error, modal.messages)
  if (isTaken(core, modal.value)) return failure('duplicate_external_id')
  const use = core.triggers.exchange(input.trigger_id)
  return use.ok ? show(use.trigger, modal.value) : failure(use.error)
}

const opening = z.object({ trigger_id: text, view: json })

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': method({
    token: 'bot',
    scopes: [],
    limit: tier4,
    input: opening,
    run: (core, input) =>
      withTrigger(core, input, (trigger, modal) => answer(core, core.views.open(trigger.personId, modal))),
  }),
  'views.push': method({
    token: 'bot',
    scopes: [],
    limit: tier4,
    input: opening,
    run: (core, input) =>
      withTrigger(core, input, (trigger, modal) => {
        if (core.views.stack(trigger.personId).length === 0) return failure('not_found')
        const view = core.views.push(trigger.personId, modal)
        return view === undefined ? failure('push_limit_reached') : answer(core, view)
      }),
  }),
  'views.update': method({
    token: 'bot',
    scopes: [],
    limit: tier4,
    input: z.object({ view_id: text.optional(), external_id: text.optional(), hash: text.optional(), view: json }),
    run: (core, input) => {
      const modal = checkModal(input.view, shortId)
      if (!modal.ok) return failure(modal.error, modal.messages)
      if (input.view_id === undefined && input.external_id === undefined)
        return failure('invalid_arguments', ['[ERROR] missing required field: view_id'])
      const view =
        input.view_id === undefined
          ? core.views.findByExternalId(input.external_id ?? '')
          : core.views.find(input.view_id)
      if (view === undefined) return failure('not_found')
      if (input.hash !== undefined && input.hash !== view.hash) return failure('hash_conflict')
      if (isTaken(core, modal.value, view.id)) return failure('duplicate_external_id')
      const updated = core.views.update(view.id, modal.value)
      return updated === undefined ? failure('not_found') : answer(core, updated)
    },
  }),
}
