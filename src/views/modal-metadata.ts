import { z } from 'zod'
import { instanceKey } from '../services/rollback/request.ts'
import { instanceBlockId, snapshotBlockId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { clip } from './plain.ts'

/** What the request modal carries in `private_metadata`: its state beyond what Slack keeps in the fields. */
const modalMetadataSchema = z.object({
  v: z.literal(1),
  /** Channel in which the command was typed. */
  channelId: z.string(),
  /** The text behind the command, which narrows the instance picker while nothing is typed there. */
  filter: z.string(),
  /** `region/instanceId` of the option that the modal began with; null where it began with none. */
  preselected: z.string().nullable(),
  region: z.string().nullable(),
  instanceId: z.string().nullable(),
  snapshotId: z.string().nullable(),
  /** Whether the form began as a dry run; absent in a form from before there were any. */
  dryRun: z.boolean().default(false),
})

export type ModalMetadata = z.infer<typeof modalMetadataSchema>

/** Keeps the whole below Slack's limit: ids of the cloud have tens of characters, only the filter is free text. */
const LONGEST_FILTER = 200

export const encodeModalMetadata = (metadata: Omit<ModalMetadata, 'v'>): string => {
  const encoded = JSON.stringify({ v: 1, ...metadata, filter: clip(metadata.filter, LONGEST_FILTER) })
  if (encoded.length <= LIMITS.modal.privateMetadata) return encoded
  // Ids of an absurd length can only be forged: the modal goes on without a choice.
  const nothingChosen = {
    filter: '',
    preselected: null,
    region: null,
    instanceId: null,
    snapshotId: null,
    dryRun: metadata.dryRun,
  }
  return JSON.stringify({ v: 1, channelId: clip(metadata.channelId, 50), ...nothingChosen })
}

/** @returns null where the text is not this modal's metadata, or of another version */
export const decodeModalMetadata = (text: string): ModalMetadata | null => {
  try {
    return modalMetadataSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** `region/instanceId` of the chosen instance, null where none is chosen. */
export const chosenInstanceKey = ({ region, instanceId }: Pick<ModalMetadata, 'region' | 'instanceId'>) =>
  region === null || instanceId === null ? null : instanceKey(region, instanceId)

/** The ids under which Slack expects field errors and keeps values of a modal with this metadata. */
export const fieldBlockIds = (metadata: Pick<ModalMetadata, 'preselected' | 'region' | 'instanceId'>) => ({
  instance: instanceBlockId(metadata.preselected),
  snapshot: snapshotBlockId(chosenInstanceKey(metadata)),
})
