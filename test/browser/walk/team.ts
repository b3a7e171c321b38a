import type { Locator, Page } from 'playwright-core'
import { z } from 'zod'
import type { BotSettings } from '../../../sandbox/launcher/bot-settings.ts'
import type { Language } from '../../../src/words/language.ts'
import { wordsFor } from '../../../src/words/words.ts'

/** What a request asks for besides the rollback. */
export type Wishes = { readonly safety?: boolean; readonly dryRun?: boolean }

/** Two people at the sandbox's page, and whoever breaks things in its panel. Everything goes through the browser. */
export type Team = {
  /** Arms an error of the cloud in the panel, found by the search there. */
  readonly arm: (action: string, faultId: string, often: 'Once' | 'Three times' | 'Until cleared') => Promise<void>
  /** Presses a button of the panel. */
  readonly press: (button: string) => Promise<void>
  /** Does something to an instance, or to the snapshot of it that has this name. */
  readonly change: (button: string, instanceId: string, snapshotName?: string) => Promise<void>
  readonly clear: () => Promise<void>
  readonly setUpBot: (settings: Partial<BotSettings>) => Promise<void>
  /** The requester opens the form for an instance, with a snapshot chosen and a reason given where there are any. */
  readonly openForm: (instanceId: string) => Promise<Locator>
  readonly fillForm: (form: Locator, wishes?: Wishes) => Promise<void>
  readonly submit: (form: Locator) => Promise<void>
  /** Closes whatever dialog is open. */
  readonly closeDialog: () => Promise<void>
  readonly request: (instanceId: string, wishes?: Wishes) => Promise<void>
  /** The second person approves the newest card. */
  readonly approve: () => Promise<void>
  /** The requester opens the thread of the newest card, or of the one that names an instance. */
  readonly openThread: (named?: string) => Promise<Locator>
  readonly newestCard: () => Locator
}

const socketsSchema = z.object({ sockets: z.number() })

/** The last thing that the bot does at its start is to open its socket. */
const untilConnected = async (page: Page): Promise<void> => {
  for (let looks = 0; looks < 300; looks += 1) {
    const answer = await page.request.get(new URL('/panel/slack', page.url()).href)
    if (socketsSchema.parse(await answer.json()).sockets > 0) return
    await page.waitForTimeout(100)
  }
  throw new Error('the bot does not come up')
}

/** @param language of the requester, and of the channel that the walk reads */
export const teamAt = (page: Page, language: Language): Team => {
  const words = wordsFor(language)
  const requester = language === 'en' ? /Ana Duarte/ : /陈晓/
  const panel = page.getByRole('complementary', { name: 'Break things' })
  const section = async (title: string): Promise<Locator> => {
    const found = panel
      .locator('details.panel-section')
      .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
    if ((await found.getAttribute('open')) === null) await found.locator('summary').click()
    return found
  }
  const become = (person: RegExp): Promise<void> => page.getByRole('button', { name: person }).first().click()
  const newestCard = (): Locator =>
    page
      .locator('article')
      .filter({ has: page.locator('.message-tools') })
      .filter({ hasText: words.card.label.digest })
      .last()

  const openForm: Team['openForm'] = async (instanceId) => {
    await become(requester)
    await page.getByRole('textbox', { name: 'Message #ops-lighthouse' }).fill(`/lighthouse rollback ${instanceId}`)
    await page.keyboard.press('Enter')
    const form = page.getByRole('dialog', { name: words.modal.title })
    await form.getByRole('combobox', { name: words.modal.snapshot }).waitFor()
    return form
  }
  const fillForm: Team['fillForm'] = async (form, { safety: isWanted = false, dryRun = false } = {}) => {
    await form
      .getByText(language === 'en' ? 'to choose from' : '个快照可选')
      .first()
      .waitFor()
    await form.getByRole('combobox', { name: words.modal.snapshot }).click()
    await page.locator('[role=option]').first().click()
    await form.getByText(words.loss.heading).first().waitFor()
    // The box ticks itself once the region's quota is known, where it has room, and only then.
    const safety = form.getByRole('checkbox', { name: words.safety.option.take })
    await safety
      .and(page.locator(':checked'))
      .waitFor({ timeout: 5_000 })
      .catch(() => undefined)
    await safety.setChecked(isWanted)
    await form.getByRole('checkbox', { name: words.modal.extras.dryRun }).setChecked(dryRun)
    const reason = language === 'en' ? 'Release 4.12 broke the checkout' : '4.12 版本发布后无法结账'
    await form.getByRole('textbox', { name: words.modal.reason }).fill(reason)
  }
  const submit: Team['submit'] = (form) => form.getByRole('button', { name: words.modal.submit }).click()
  const closeDialog = async (): Promise<void> => {
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  return {
    arm: async (action, faultId, often) => {
      const errors = await section('Errors of Tencent Cloud')
      await errors.getByRole('combobox', { name: 'Which call' }).selectOption(action)
      await errors.getByRole('searchbox', { name: 'Find an error' }).fill(faultId)
      await errors.getByRole('combobox', { name: 'Error code' }).selectOption(faultId)
      await errors.getByRole('combobox', { name: 'How often' }).selectOption(often)
      await errors.getByRole('button', { name: 'Answer with this error' }).click()
      await panel
        .getByRole('button', { name: new RegExp(`^Clear: Cloud ${action}`) })
        .first()
        .waitFor()
    },
    press: async (button) => {
      const title = page.getByRole('button', { name: button, exact: true, includeHidden: true })
      const details = panel.locator('details.panel-section').filter({ has: title })
      if ((await details.getAttribute('open')) === null) await details.locator('summary').first().click()
      await panel.getByRole('button', { name: button, exact: true }).click()
    },
    change: async (button, instanceId, snapshotName) => {
      const machines = await section('Instances and snapshots')
      await machines.getByRole('combobox', { name: 'Instance to change' }).selectOption(instanceId)
      if (snapshotName !== undefined) {
        const snapshots = machines.getByRole('combobox', { name: 'Snapshot to change' })
        const name = await snapshots.locator('option', { hasText: snapshotName }).first().getAttribute('value')
        await snapshots.selectOption(name)
      }
      await machines.getByRole('button', { name: button }).click()
    },
    clear: async () => {
      const button = panel.getByRole('button', { name: 'Clear everything' })
      // What was armed once and met goes by itself, perhaps at this very moment.
      if (await button.isVisible()) await button.click({ timeout: 3_000 }).catch(() => undefined)
      await panel.getByRole('heading', { name: 'No fault is armed' }).waitFor()
    },
    setUpBot: async ({ language: channel, endpoint, key }) => {
      const settings = await section('The bot’s settings')
      const choose = async (label: RegExp, value: string | undefined) => {
        if (value !== undefined) await settings.getByRole('combobox', { name: label }).selectOption(value)
      }
      await choose(/BOT_LANGUAGE/, channel)
      await choose(/LIGHTHOUSE_ENDPOINT/, endpoint)
      await choose(/^Key/, key)
      const state = panel.locator('.bot-state')
      const before = await state.textContent()
      await settings.getByRole('button', { name: 'Start the bot with these' }).click()
      while ((await state.textContent()) === before) await page.waitForTimeout(100)
      // With a key that is not right the bot says so and does not start.
      if (key === undefined || key === 'right') await untilConnected(page)
    },
    openForm,
    fillForm,
    submit,
    closeDialog,
    request: async (instanceId, wishes) => {
      const form = await openForm(instanceId)
      await fillForm(form, wishes)
      await submit(form)
      await page.getByRole('dialog', { name: words.modal.submitted.title }).waitFor()
      await closeDialog()
    },
    approve: async () => {
      await become(/Ben Okafor/)
      await newestCard().getByRole('button', { name: words.card.approve }).click()
      await page.getByRole('dialog').getByRole('button', { name: words.card.confirm.approve }).click()
    },
    openThread: async (named) => {
      await become(requester)
      const card =
        named === undefined
          ? newestCard()
          : page
              .locator('article')
              .filter({ has: page.locator('.message-tools') })
              .filter({ hasText: named })
              .last()
      await card.hover()
      await card.getByRole('button', { name: 'Reply in thread' }).click()
      return page.getByRole('region', { name: 'Thread' })
    },
    newestCard,
  }
}
