import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/launcher/sandbox.ts'
import { errorsEn } from '../../src/words/errors-en.ts'
import { errorsZhCn } from '../../src/words/errors-zh-cn.ts'
import { LANGUAGES } from '../../src/words/language.ts'
import { wordsFor } from '../../src/words/words.ts'
import { chromiumPath, startChromium } from '../sandbox/page/chromium.ts'
import { testInBrowser } from '../support/browser.ts'
import { teamAt } from './walk/team.ts'

/** Screenshots of the run; CI keeps the folder. */
const ARTIFACTS = join(import.meta.dirname, '../../artifacts')

describe('a newcomer in the sandbox', () => {
  let sandbox: Sandbox
  let browser: Browser | undefined
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 3500 })
    if (chromiumPath !== undefined) browser = await startChromium()
    mkdirSync(ARTIFACTS, { recursive: true })
  })
  afterAll(async () => {
    await browser?.close()
    await sandbox.stop()
  })

  const open = async (): Promise<Page> => {
    if (browser === undefined) throw new Error('there is no browser')
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, reducedMotion: 'reduce' })
    await page.goto(sandbox.pageUrl)
    return page
  }

  testInBrowser(
    'asks for a rollback as Ana, approves it as Ben, and sees it end',
    async () => {
      await fetch(`${sandbox.pageUrl}panel/lighthouse/configure`, {
        method: 'POST',
        body: JSON.stringify({ createSnapshotMilliseconds: 3_000, rollback: { milliseconds: 4_000 } }),
      })
      const page = await open()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))

      await page.getByRole('textbox', { name: 'Message #ops-lighthouse' }).fill('/lighthouse rollback')
      await page.keyboard.press('Enter')
      const form = page.getByRole('dialog', { name: 'Roll back an instance' })
      await form.getByRole('combobox', { name: 'Instance' }).fill('shop-web-1')
      await page
        .getByRole('option', { name: /^shop-web-1/ })
        .first()
        .click()
      await form.getByText('to choose from').waitFor()
      await form.getByRole('combobox', { name: 'Snapshot' }).click()
      await page.getByRole('option').first().click()
      await form.getByText('What will be lost').waitFor()
      await form.getByRole('textbox', { name: 'Reason' }).fill('Release 4.12 broke the checkout')
      await expect.poll(() => form.getByRole('checkbox', { name: /safety snapshot/ }).isChecked()).toBe(true)
      await page.screenshot({ path: join(ARTIFACTS, 'request.png') })
      await form.getByRole('button', { name: 'Request rollback' }).click()
      const posted = page.getByRole('dialog', { name: 'Request posted' })
      await posted.getByRole('button', { name: 'Close' }).last().click()

      await page.getByRole('button', { name: 'Approve' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
      await page.getByText('You asked for this rollback, so somebody else must decide.').waitFor()

      await page
        .getByRole('button', { name: /Ben Okafor/ })
        .first()
        .click()
      await page.screenshot({ path: join(ARTIFACTS, 'card.png') })
      await page.getByRole('button', { name: 'Approve' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
      await page.getByRole('button', { name: /repl/ }).first().click()
      const thread = page.getByRole('region', { name: 'Thread' })
      await thread.getByText('Making the safety snapshot').first().waitFor()
      await page.screenshot({ path: join(ARTIFACTS, 'safety.png') })
      await thread.getByText('Rollback accepted by Tencent Cloud').first().waitFor()
      await page.screenshot({ path: join(ARTIFACTS, 'running.png') })
      await thread.getByText('The instance is running.').first().waitFor({ timeout: 90_000 })
      // The first article is the card in the channel.
      await page.getByRole('article').first().getByText('Rollback succeeded').first().waitFor()
      await expect.poll(() => page.getByRole('button', { name: 'Approve' }).count()).toBe(0)
      await thread.getByText('Rolled back in').first().waitFor()
      await thread.getByRole('button', { name: 'Undo' }).waitFor()
      await page.screenshot({ path: join(ARTIFACTS, 'finished-rollback.png') })
      expect(errors).toEqual([])
      await page.close()
    },
    180_000,
  )

  testInBrowser(
    'does the same with the keyboard alone, up to the request',
    async () => {
      const page = await open()
      const composer = page.getByRole('textbox', { name: 'Message #ops-lighthouse' })
      await composer.focus()
      await page.keyboard.type('/lighthouse rollback lhins-4f7h2k9q')
      await page.keyboard.press('Enter')
      const form = page.getByRole('dialog', { name: 'Roll back an instance' })
      await form.getByText('to choose from').waitFor()
      await form.getByRole('combobox', { name: 'Snapshot' }).focus()
      await page.keyboard.press('ArrowDown')
      await page.getByRole('option').first().waitFor()
      await page.keyboard.press('Enter')
      await form.getByText('What will be lost').waitFor()
      await form.getByRole('textbox', { name: 'Reason' }).focus()
      await page.keyboard.type('The upgrade broke it')
      // Past the checkboxes of the safety snapshot and of the dry run, and Cancel.
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      const posted = page.getByRole('dialog', { name: 'Request posted' })
      await posted.waitFor()
      await page.keyboard.press('Escape')
      await posted.waitFor({ state: 'detached' })
      await page.close()
    },
    180_000,
  )

  testInBrowser(
    'reads why Tencent Cloud refused, in the language that the panel gives the channel',
    async () => {
      const page = await open()
      // Channel, thread and panel side by side.
      await page.setViewportSize({ width: 1800, height: 1200 })
      await page.getByRole('button', { name: 'Break things' }).click()
      const fault = 'UnsupportedOperation.InvalidInstanceState'
      for (const language of LANGUAGES) {
        const team = teamAt(page, language)
        if (language !== 'en') await team.setUpBot({ language })
        await team.arm('ApplyInstanceSnapshot', fault, 'Once')
        await team.request('lhins-8m2c5x7d')
        await team.approve()
        await team.newestCard().getByText(wordsFor(language).card.headline.failed).first().waitFor()
        const thread = await team.openThread()
        const { what, next } = (language === 'en' ? errorsEn : errorsZhCn).codes[fault]
        for (const words of [what, next]) await thread.getByText(words).last().waitFor()
        await thread.getByText(fault).waitFor()
        await thread.getByRole('button', { name: wordsFor(language).card.again }).waitFor()
      }
      await page.close()
    },
    180_000,
  )
})
