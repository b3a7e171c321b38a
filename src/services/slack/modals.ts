import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'

/** A modal on somebody's screen, as Slack last told it; null where its hash is not known. */
export type ShownModal = { readonly viewId: string; readonly hash: string | null }

const answerSchema = z
  .object({ view: z.object({ id: z.string(), hash: z.string().nullish() }) })
  .transform(({ view }): ShownModal => ({ viewId: view.id, hash: view.hash ?? null }))

/*
 * A view goes in as the JSON text that Slack takes: of an object the client makes a second one without secrets, for a
 * debug line that nobody keeps, and that is a tenth of the work behind a hundred modals at once.
 */

/** `views.open`. @throws what the client throws, see `slackFaultOf` */
export const openView = async (client: WebClient, triggerId: string, view: ModalView): Promise<ShownModal> =>
  answerSchema.parse(await client.apiCall('views.open', { trigger_id: triggerId, view: JSON.stringify(view) }))

/** `views.update`, of the modal as it was last seen where its hash is known. @throws as `openView` */
export const updateView = async (
  client: WebClient,
  { viewId, hash }: ShownModal,
  view: ModalView,
): Promise<ShownModal> => {
  const known = hash === null ? {} : { hash }
  return answerSchema.parse(
    await client.apiCall('views.update', { view_id: viewId, view: JSON.stringify(view), ...known }),
  )
}
