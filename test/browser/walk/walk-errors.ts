/**
 * Walks every error that the cloud can answer with, as two people at the sandbox's page, and stores what they see:
 *
 *   node test/browser/walk/walk-errors.ts [--language en|zh-CN] [--part refusals|no-answer|reading|start|ends|unseen] [--only TEXT]
 *
 * The pictures go to artifacts/errors/<language>/<part>, with sheets of six. All of it takes about half an hour; it is
 * for looking, not for judging: what can be judged by a program is in test/views/every-error.test.ts.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startSandbox } from '../../../sandbox/launcher/sandbox.ts'
import { cloudFaults } from '../../../sandbox/page/panel/cloud-faults.ts'
import { LANGUAGES, type Language } from '../../../src/words/language.ts'
import { startChromium } from '../../sandbox/page/chromium.ts'
import { type Stage, walks } from './parts.ts'
import { shotsIn } from './shots.ts'
import { teamAt } from './team.ts'

const { values } = parseArgs({
  options: { language: { type: 'string' }, part: { type: 'string' }, only: { type: 'string', default: '' } },
})

const walk = async (language: Language, part: keyof typeof walks): Promise<void> => {
  const sandbox = await startSandbox({ port: 3600 })
  const browser = await startChromium()
  try {
    await fetch(`${sandbox.pageUrl}panel/lighthouse/configure`, {
      method: 'POST',
      body: JSON.stringify({ rollback: { milliseconds: 4_000 } }),
    })
    const page = await browser.newPage({ viewport: { width: 1800, height: 1400 }, reducedMotion: 'reduce' })
    page.setDefaultTimeout(45_000)
    await page.goto(sandbox.pageUrl)
    await page.getByRole('button', { name: 'Break things' }).click()
    const team = teamAt(page, language)
    if (language !== 'en') await team.setUpBot({ language })
    const shots = shotsIn(join(import.meta.dirname, '../../../artifacts/errors', language, part))
    const faults = cloudFaults.filter(({ id }) => id.includes(values.only))
    const stage: Stage = { page, team, language, shots, faults, only: values.only }
    await walks[part](stage).catch(async (error: unknown) => {
      console.error(error)
      await shots.take('where-it-stopped', page.locator('body'))
      process.exitCode = 1
    })
    await shots.sheets(browser)
  } finally {
    await browser.close()
    await sandbox.stop()
  }
}

const isPart = (name: string): name is keyof typeof walks => Object.hasOwn(walks, name)
const parts = Object.keys(walks).filter(isPart)

for (const language of LANGUAGES.filter((each) => values.language === undefined || each === values.language)) {
  for (const part of parts.filter((each) => values.part === undefined || each === values.part)) {
    await walk(language, part)
  }
}
