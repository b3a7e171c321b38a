/**
 * Walks every error that the cloud can answer with, as two people at the sandbox's page, and stores what they see:
 *
 *   node test/browser/walk/walk-errors.ts [--language en|zh-CN] [--part refusals|no-answer|reading|start|ends|safety|unseen] [--only TEXT]
 *     [--from TEXT]
 *
 * The names of errors and ends that are walked can be narrowed down by a part of them; `--from` begins at an error.
 * The pictures go to artifacts/errors/<language>/<part>, with sheets of three or six. All of it takes about an hour; it is
 * for looking, not for judging: what can be judged by a program is in test/views/every-error.test.ts.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { startSandbox } from '../../../sandbox/launcher/sandbox.ts'
import { type CloudFault, cloudFaults } from '../../../sandbox/page/panel/cloud-faults.ts'
import { LANGUAGES, type Language } from '../../../src/words/language.ts'
import { startChromium } from '../../sandbox/page/chromium.ts'
import { walks } from './parts.ts'
import { type Shots, shotsIn } from './shots.ts'
import { hurry } from './stage.ts'
import { teamAt } from './team.ts'

const { values } = parseArgs({
  options: {
    language: { type: 'string' },
    part: { type: 'string' },
    only: { type: 'string', default: '' },
    from: { type: 'string', default: '' },
  },
})

/** So many rollbacks one sandbox sees: the more its page shows, the longer each click takes. */
const PER_SANDBOX = 12

const faults = cloudFaults
  .slice(
    Math.max(
      0,
      cloudFaults.findIndex(({ id }) => id.startsWith(values.from)),
    ),
  )
  .filter(({ id }) => id.includes(values.only))

const batches = (all: readonly CloudFault[]): readonly (readonly CloudFault[])[] =>
  all.length === 0 ? [] : [all.slice(0, PER_SANDBOX), ...batches(all.slice(PER_SANDBOX))]

type Walk = { readonly language: Language; readonly part: keyof typeof walks; readonly shots: Shots }

const walkWith = async (
  browser: Browser,
  some: readonly CloudFault[],
  { language, part, shots }: Walk,
): Promise<void> => {
  const sandbox = await startSandbox({ port: 3600 })
  const page = await browser.newPage({ viewport: { width: 1800, height: 2200 }, reducedMotion: 'reduce' })
  try {
    page.setDefaultTimeout(45_000)
    await page.goto(sandbox.pageUrl)
    await hurry(page)
    await page.getByRole('button', { name: 'Break things' }).click()
    const team = teamAt(page, language)
    if (language !== 'en') await team.setUpBot({ language })
    await walks[part]({ page, team, language, shots, faults: some, only: values.only })
  } catch (error) {
    console.error(error)
    await shots.take('where-it-stopped', page.locator('body'), 'box')
    process.exitCode = 1
  } finally {
    await page.close()
    await sandbox.stop()
  }
}

const walk = async (language: Language, part: keyof typeof walks): Promise<void> => {
  const browser = await startChromium()
  try {
    const folder = join(import.meta.dirname, '../../../artifacts/errors', language, part)
    // A whole thread is so high that a second row could not be read.
    const shots = shotsIn(folder, browser, part === 'refusals' ? 6 : 3)
    for (const some of part === 'refusals' ? batches(faults) : [faults]) {
      await walkWith(browser, some, { language, part, shots })
    }
    await shots.finish()
  } finally {
    await browser.close()
  }
}

const isPart = (name: string): name is keyof typeof walks => Object.hasOwn(walks, name)
const parts = Object.keys(walks).filter(isPart)

for (const language of LANGUAGES.filter((each) => values.language === undefined || each === values.language)) {
  for (const part of parts.filter((each) => values.part === undefined || each === values.part)) {
    await walk(language, part)
  }
}
