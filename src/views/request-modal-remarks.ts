import type { KnownBlock } from '@slack/types'
import { entryFor, seenDetail } from '../services/lighthouse/catalogue.ts'
import type { CloudFault } from '../services/rollback/cloud-objects.ts'
import { isBlocking } from '../services/rollback/preflight.ts'
import { durationText, listText } from '../words/durations.ts'
import { id, joined, quoted, type Sentence } from '../words/parts.ts'
import { account, accountGroups, faultFacts, faultWords } from './account.ts'
import { paragraph, rich } from './blocks.ts'
import type { Context } from './context.ts'
import { SEVERITY_EMOJI } from './emoji.ts'
import { findingList } from './finding-lines.ts'
import { LENGTHS } from './limits.ts'
import { linkButton } from './link-button.ts'
import { lossBlock } from './loss.ts'
import { oneLine } from './plain.ts'
import type { RegionNote, RequestModalState } from './request-modal-state.ts'
import { emoji, line, richElements, text } from './rich.ts'
import { cityOf, snapshotState } from './state-words.ts'

/** Under the instance picker: why the chosen one cannot be rolled back, and which regions are missing or old. */
export const instanceRemarks = (state: RequestModalState, context: Context): readonly KnownBlock[] => [
  ...blockedBlocks(state, context),
  ...openRequestBlocks(state, context),
  ...noteBlocks(state.notes, context),
]

/** Under the snapshot picker: what cannot be chosen and why; once one is chosen, what will be lost. */
export const snapshotRemarks = (
  { instance, snapshot, snapshots, findings, blockedBecause }: RequestModalState,
  context: Context,
): readonly KnownBlock[] => {
  if (instance === null || blockedBecause.length > 0) return []
  if (snapshots !== null && snapshots.fault !== null) return unreadableBlocks(snapshots.fault, context)
  const remarks = snapshots === null ? [context.words.modal.snapshotsReading] : snapshotSentences(snapshots, context)
  const lost =
    snapshot === null
      ? []
      : [lossBlock({ createdTime: snapshot.createdTime, instanceState: instance.state, at: context.now }, context)]
  return [...paragraph(remarks, context), ...lost, ...(snapshot === null ? [] : findingBlocks(findings, context))]
}

/** Under the checkbox of the safety snapshot: whether there is room for one, and what it does not hold. */
export const safetyRemarks = ({ instance, room }: RequestModalState, context: Context): readonly KnownBlock[] => {
  const { safety } = context.words
  if (instance === null) return paragraph([safety.room.chooseFirst], context)
  const region = quoted(regionName(instance.region, context))
  if (room === null || (room.quota === null && room.fault === null)) return paragraph([safety.room.reading], context)
  if (room.fault !== null) {
    const why = [...faultWords(room.fault, context).what, ...evidence(room.fault, context)]
    return paragraph([safety.room.unreadable, why, safety.room.ticked, safety.limits], context)
  }
  const { available = 0, total = 0 } = room.quota ?? {}
  if (available <= 0) return paragraph([safety.room.full(total, region)], context)
  return paragraph([safety.room.left(available, total, region), safety.limits], context)
}

/** What the checks found, or that they are still running. */
const findingBlocks = (findings: RequestModalState['findings'], context: Context): readonly KnownBlock[] => {
  const { checks } = context.words.modal
  if (findings === null) return []
  if (findings === 'reading') return paragraph([checks.running], context)
  if (findings.length === 0) return paragraph([checks.clear], context)
  const heading = findings.some(isBlocking) ? checks.blocked : checks.remarks
  return [rich(line(text(heading, { bold: true })), findingList(findings, context))]
}

const blockedBlocks = ({ blockedBecause }: RequestModalState, context: Context): readonly KnownBlock[] =>
  blockedBecause.length === 0
    ? []
    : [rich(line(text(context.words.modal.blocked, { bold: true })), findingList(blockedBecause, context))]

const openRequestBlocks = ({ openRequest }: RequestModalState, context: Context): readonly KnownBlock[] => {
  if (openRequest === null) return []
  const { modal } = context.words
  const blocks = [rich(line(emoji(SEVERITY_EMOJI.blocking), text(' '), ...richElements(modal.openRequest, context)))]
  return openRequest.link === null ? blocks : [...blocks, ...linkButton(modal.openRequestLink, openRequest.link)]
}

const unreadableBlocks = (fault: CloudFault, context: Context): readonly KnownBlock[] => {
  const { what, next } = faultWords(fault, context)
  const told = account({
    what: [context.words.modal.snapshotsUnreadable, what],
    facts: faultFacts(fault, context),
    next: [next],
  })
  return accountGroups(told, context).map((group) => rich(...group))
}

const snapshotSentences = (
  { normal, others }: NonNullable<RequestModalState['snapshots']>,
  context: Context,
): readonly Sentence[] => {
  const { modal, ends, marks } = context.words
  if (normal + others.length === 0) return [modal.noSnapshots]
  const listed = others.slice(0, LENGTHS.listed).map((other): Sentence => {
    return modal.otherSnapshot(quoted(oneLine(other.name, LENGTHS.name)), snapshotState(other.state, context))
  })
  const more = others.length - listed.length
  const list = joined(more > 0 ? [...listed, ends.more(more)] : listed, marks.comma)
  return [
    normal === 0 ? modal.noNormalSnapshots : modal.normalCount(normal),
    ...(others.length === 0 ? [] : [modal.otherSnapshots(list)]),
  ]
}

const noteBlocks = (notes: readonly RegionNote[], context: Context): readonly KnownBlock[] => {
  if (notes.length === 0) return []
  const shown = notes.slice(0, LENGTHS.listed)
  const more = notes.length - shown.length
  const reasons = shown.map((note) => reasonIn(note, context))
  const lines = shown.map((note, index) => {
    const reason = reasons[index] ?? []
    // The list of regions and the regions themselves often fail for one reason: it stands below the last of them.
    const isToldBelow = reasons.slice(index + 1).some((other) => isSame(other, reason))
    return line(
      emoji(SEVERITY_EMOJI[note.kind === 'reading' ? 'note' : 'warning']),
      text(' '),
      ...richElements(
        joined([noteSentence(note, context), isToldBelow ? [] : reason], context.words.marks.gap),
        context,
      ),
    )
  })
  return [rich(...lines, ...(more > 0 ? [line(...richElements(context.words.ends.more(more), context))] : []))]
}

const noteSentence = (note: RegionNote, context: Context): Sentence => {
  const { notes } = context.words.modal
  switch (note.kind) {
    case 'reading':
      return notes.reading(quoted(regionList(note.regions, context)))
    case 'failing':
      return notes.failing(quoted(regionList(note.regions, context)), note.regions.length)
    case 'old':
      return notes.old(
        quoted(regionName(note.region, context)),
        durationText(context.language, context.now - note.readAt),
      )
    case 'no_regions':
      return notes.noRegions
  }
}

/** Why a note's regions could not be read; what to do as well, where nothing of them can be shown. */
const reasonIn = (note: RegionNote, context: Context): Sentence => {
  if (note.kind === 'reading' || note.fault === null) return []
  return note.kind === 'old' ? faultWords(note.fault, context).what : reasonAndAdvice(note.fault, context)
}

const isSame = (one: Sentence, other: Sentence): boolean =>
  one.length > 0 && JSON.stringify(one) === JSON.stringify(other)

/** Why it could not be read, with the code where there is one, and what to do. */
const reasonAndAdvice = (fault: CloudFault, context: Context): Sentence => {
  const { what, next } = faultWords(fault, context)
  return joined([[...what, ...evidence(fault, context)], next], context.words.marks.gap)
}

/** The code; where there is none and the words could not tell why, what was seen. */
const evidence = (fault: CloudFault, { words }: Context): Sentence => {
  const { code } = words.modal.notes
  if (fault.kind === 'refused') return code(id(fault.code))
  const entry = entryFor(fault)
  const isUnexplained = entry.kind === 'no_answer' && entry.reason === 'other'
  return isUnexplained ? code(quoted(oneLine(seenDetail(fault.detail), LENGTHS.detail))) : []
}

const regionList = (regions: readonly string[], context: Context): string =>
  listText(
    context.language,
    regions.map((region) => regionName(region, context)),
  )

const regionName = (region: string, context: Context): string =>
  cityOf(region, context) ?? oneLine(region, LENGTHS.shortName)
