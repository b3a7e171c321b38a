import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startLocalLighthouse } from '../../../sandbox/lighthouse/server.ts'
import { type LocalSlack, startLocalSlack } from '../../../sandbox/slack/server.ts'
import { mayUseBrowser } from '../../support/browser.ts'
import { chromiumPath, startChromium } from './chromium.ts'
import { type SmallApp, startSmallApp } from './small-app.ts'

const title =
  chromiumPath === undefined ? 'the page in a browser (skipped: this machine has no Chromium)' : 'the page in a browser'

describe.skipIf(!mayUseBrowser)(title, () => {
  let browser: Browser
  let slack: LocalSlack
  let app: SmallApp
  let page: Page
  const outside: string[] = []

  beforeAll(async () => {
    browser = await startChromium()
  })
  afterAll(async () => {
    await browser.close()
  })
  beforeEach(async () => {
    slack = await startLocalSlack({})
    app = await startSmallApp(slack)
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, reducedMotion: 'reduce' })
    page = await context.newPage()
    page.setDefaultTimeout(30_000)
    page.on('request', (request) => {
      if (!request.url().startsWith(slack.url)) outside.push(request.url())
    })
    await page.goto(slack.url)
    await choose('Ana Duarte')
    return async () => {
      await context.close()
      await app.stop()
      await expect.poll(() => slack.sockets.count()).toBe(0)
      await slack.close()
    }
  })

  const choose = (name: string) => page.getByRole('list', { name: 'People' }).getByRole('button', { name }).click()
  const composer = () => page.getByRole('textbox', { name: 'Message #ops-lighthouse' })
  const modal = () => page.getByRole('dialog', { name: 'Roll back' })
  const command = async (text: string) => {
    await composer().fill(text)
    await composer().press('Enter')
  }

  it('leads from the command to a card, its approval by somebody else and its thread', async () => {
    await composer().fill('/li')
    await page.getByRole('option', { name: /\/lighthouse/ }).click()
    await page.keyboard.type('rollback')
    await page.keyboard.press('Enter')
    await modal().waitFor()
    await modal().getByRole('combobox', { name: 'Instance' }).fill('web-2')
    await page
      .getByRole('group', { name: 'Tokyo' })
      .getByRole('option', { name: /shop-web-2/ })
      .click()
    await modal().getByRole('textbox', { name: 'Reason' }).fill('no')
    await modal().getByRole('button', { name: 'Request rollback' }).click()
    await modal().getByText('Say more than no.').waitFor()
    await modal().getByRole('textbox', { name: 'Reason' }).fill('orders are broken')
    await modal().getByRole('button', { name: 'Request rollback' }).click()
    await modal().waitFor({ state: 'detached' })

    await choose('Ben Okafor')
    const card = page.getByRole('article', { name: /^Lighthouse Keeper/ })
    await card.getByText('orders are broken').waitFor()
    await card.getByRole('button', { name: 'Approve' }).click()
    await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'Yes' }).click()
    await card.getByText('Approved').waitFor()
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0)

    await card.getByRole('button', { name: '1 reply' }).click()
    const plan = page.getByRole('region', { name: 'Thread' }).getByRole('region', { name: 'Rolling back' })
    await plan.getByText('In progress').waitFor({ state: 'attached' })
    const ben = slack.person('U0BENOKAFR')
    expect(ben.errors()).toEqual([])
    expect(app.heard.at(-1)).toMatch(/^approve by U/)
    expect(outside).toEqual([])
  })

  it('works with the keyboard alone, and gives the focus back', async () => {
    await composer().focus()
    await page.keyboard.type('/lighthouse rollback')
    await page.keyboard.press('Enter')
    await modal().waitFor()
    await page.keyboard.type('web-1')
    await page.getByRole('option', { name: /shop-web-1/ }).waitFor()
    await page.keyboard.press('Enter')
    expect(await modal().getByRole('combobox', { name: 'Instance' }).inputValue()).toBe('shop-web-1')
    await modal().getByRole('textbox', { name: 'Reason' }).focus()
    await page.keyboard.type('why not')
    await page.keyboard.press('Control+Enter')
    await modal().waitFor({ state: 'detached' })

    const approve = page.getByRole('button', { name: 'Approve' })
    await approve.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Sure?' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Sure?' }).waitFor({ state: 'detached' })
    await expect.poll(() => approve.evaluate((button) => button === button.ownerDocument.activeElement)).toBe(true)
    expect(app.heard.some((each) => each.startsWith('approve'))).toBe(false)
  })

  it('shows what people and the cloud write as text, never as markup', async () => {
    await command('/lighthouse help')
    const answer = page.getByRole('article', { name: /^Lighthouse Keeper/ })
    await answer.getByText('Only visible to you').waitFor()
    await answer.getByText('<img src=x onerror=alert(1)>').waitFor()
    expect(await page.locator('img[src="x"]').count()).toBe(0)
    await choose('Ben Okafor')
    await expect.poll(() => answer.count()).toBe(0)
  })

  it('says when a search finds nothing', async () => {
    await command('/lighthouse rollback')
    await modal().getByRole('combobox', { name: 'Instance' }).fill('nothing like this')
    await page.getByText('No results').waitFor()
    await page.keyboard.press('Escape')
    await modal().waitFor()
    await page.keyboard.press('Escape')
    await modal().waitFor({ state: 'detached' })
  })

  it('says so when the app does not respond', async () => {
    app.hang()
    await command('/lighthouse rollback')
    await page.getByRole('alert').getByText('did not respond').waitFor()
    await page.getByRole('button', { name: 'Dismiss error' }).click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
  })

  it('arms and clears a fault of Slack from the panel', async () => {
    await page.getByRole('button', { name: 'Break things' }).click()
    const panel = page.getByRole('complementary', { name: 'Break things' })
    await panel.getByRole('heading', { name: 'Slack', exact: true }).click()
    await panel.getByRole('button', { name: 'Lose the next message' }).click()
    await panel.getByRole('button', { name: /^Clear: Slack chat.postMessage: lost, nothing done/ }).click()
    await panel.getByRole('heading', { name: 'No fault is armed' }).waitFor()
    await panel.getByRole('button', { name: 'Take Slack down' }).click()
    await page.getByText('Lighthouse Keeper is not connected').waitFor()
    await panel.getByRole('button', { name: 'End the outage' }).click()
    await panel.getByRole('heading', { name: 'No fault is armed' }).waitFor()
  })

  it('arms a refusal of the cloud from the panel, and shows and clears it', async () => {
    const lighthouse = await startLocalLighthouse({})
    const beside = await startLocalSlack({ panel: { lighthouseControlUrl: lighthouse.url } })
    await page.goto(beside.url)
    await page.getByRole('button', { name: 'Break things' }).click()
    const panel = page.getByRole('complementary', { name: 'Break things' })
    await panel.getByRole('combobox', { name: 'Error code' }).selectOption('UnsupportedOperation.DiskBusy')
    await panel.getByRole('button', { name: 'Answer with this error' }).click()
    const clear = panel.getByRole('button', { name: /^Clear: Cloud ApplyInstanceSnapshot/ })
    await clear.waitFor()
    expect(lighthouse.control.state().faults.map((fault) => fault.effect)).toEqual([
      expect.objectContaining({ kind: 'error', code: 'UnsupportedOperation.DiskBusy' }),
    ])
    await clear.click()
    await panel.getByRole('heading', { name: 'No fault is armed' }).waitFor()
    expect(lighthouse.control.state().faults).toEqual([])
    await beside.close()
    await lighthouse.close()
  })
})
