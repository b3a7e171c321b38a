import type { PlainTextOption } from '@slack/types'
import type { Snapshot } from '../services/rollback/cloud-objects.ts'
import { momentText, sizeText } from '../words/durations.ts'
import { plainText } from './blocks.ts'
import type { Context } from './context.ts'
import { isCarriable } from './identifiers.ts'
import { LENGTHS, LIMITS } from './limits.ts'
import { ageAt, takenAt } from './loss.ts'
import { oneLine, withoutShortcodes } from './plain.ts'

/**
 * The snapshots that can be chosen: only NORMAL ones, newest first, at most 100.
 * @param query words that must all occur in the name, id or time
 */
export const snapshotOptions = (
  snapshots: readonly Snapshot[],
  query: string,
  context: Context,
): { options: PlainTextOption[] } => {
  const words = folded(query).split(/\s+/u).filter(Boolean)
  return {
    options: snapshots
      .filter(({ state, snapshotId }) => state === 'NORMAL' && isCarriable(snapshotId, LIMITS.option.value))
      .filter((snapshot) => {
        const haystack = folded([snapshot.name, snapshot.snapshotId, takenText(snapshot, context) ?? ''].join('\n'))
        return words.every((word) => haystack.includes(word))
      })
      .toSorted((one, other) => (takenAt(other.createdTime) ?? 0) - (takenAt(one.createdTime) ?? 0))
      .slice(0, LIMITS.externalOptions)
      .map((snapshot) => snapshotOption(snapshot, context)),
  }
}

/** The same option that `snapshotOptions` shows, for `initial_option`. */
export const snapshotOption = (snapshot: Snapshot, context: Context): PlainTextOption => {
  const { options } = context.words.modal
  const age = ageAt(snapshot.createdTime, context.now, context)
  const tail = ['', age === null ? options.ageUnknown : options.age(age), sizeText(context.language, snapshot.diskSize)]
  const facts = tail.join(' · ')
  const name = oneLine(snapshot.name, LIMITS.option.text - facts.length, context.words.card.unnamed)
  const taken = takenText(snapshot, context)
  const details = [oneLine(snapshot.snapshotId, LENGTHS.shortName), ...(taken === null ? [] : [taken])].join(' · ')
  return {
    text: plainText(withoutShortcodes(name) + facts, LIMITS.option.text),
    value: snapshot.snapshotId,
    description: plainText(details, LIMITS.option.description),
  }
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().trim()

const takenText = ({ createdTime }: Snapshot, { language, timeZone }: Context): string | null => {
  const taken = takenAt(createdTime)
  return taken === null ? null : momentText(language, taken, timeZone ?? null)
}
