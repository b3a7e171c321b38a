import type { Page } from 'playwright-core'
import type { CloudFault } from '../../../sandbox/page/panel/cloud-faults.ts'
import type { card } from '../../../src/words/en/card.ts'
import type { Language } from '../../../src/words/language.ts'
import { wordsFor } from '../../../src/words/words.ts'
import type { Shots } from './shots.ts'
import type { Team } from './team.ts'

export type Stage = {
  readonly page: Page
  readonly team: Team
  readonly language: Language
  readonly shots: Shots
  readonly faults: readonly CloudFault[]
  /** A part of the names that are wanted. */
  readonly only: string
}

export const INSTANCE = 'lhins-4f7h2k9q'

/** Waits until the newest card shows one of these headlines. */
export const untilCardShows = async (
  { team, language }: Stage,
  names: readonly (keyof typeof card.headline)[],
  patience = 45_000,
): Promise<void> => {
  const { headline } = wordsFor(language).card
  const shown = new RegExp(names.map((name) => headline[name]).join('|'))
  await team.newestCard().getByText(shown).first().waitFor({ timeout: patience })
}

export const untilEnd = async (stage: Stage, patience: number): Promise<void> => {
  await untilCardShows(stage, ['succeeded', 'rehearsed', 'failed', 'unconfirmed'], patience)
  // The thread is told right before the card is edited; its picture is to be complete.
  await stage.page.waitForTimeout(700)
}

export const running = (stage: Stage): Promise<void> => untilCardShows(stage, ['rolling_back'])

/** Lets rollbacks and snapshots be done in a few seconds: how they end is walked, not how long they take. */
export const hurry = async (page: Page): Promise<void> => {
  await page.request.post(new URL('/panel/lighthouse/configure', page.url()).href, {
    data: { rollback: { milliseconds: 4_000 }, createSnapshotMilliseconds: 4_000 },
  })
}

/** Everything as it was at the start, for the next walk. */
export const putBack = async ({ page, team }: Stage): Promise<void> => {
  await team.clear()
  await team.press('Put the whole fleet back')
  // The reset takes the durations back as well, so it must be done first.
  await page.waitForTimeout(300)
  await hurry(page)
  // It still remembers the fleet as it was.
  await team.setUpBot({})
  await page.waitForTimeout(2_000)
}
