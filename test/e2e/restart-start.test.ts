import { join } from 'node:path'
import { describe, expect, type TestContext, test } from 'vitest'
import { createBotProcess } from '../support/bot-process.ts'
import { ANA, SHOP_WEB_1 } from './request.ts'
import { LIMIT } from './restart-acts.ts'
import { createScene, until } from './restart-scene.ts'

/** Starts a bot that cannot start. @returns all that it printed, its exit code included */
const refusedStart = async (context: TestContext, wrong: Readonly<Record<string, string>>): Promise<string> => {
  const { bot } = await createScene(context, wrong)
  return bot.start().then(
    () => 'it started',
    (error: unknown) => String(error),
  )
}

describe.concurrent('the start', () => {
  test('ends with a sentence where the bot token is wrong, and keeps the token to itself', {
    timeout: LIMIT,
  }, async (context) => {
    const printed = await refusedStart(context, { SLACK_BOT_TOKEN: 'xoxb-wrong-and-secret' })

    expect(printed).toContain('the bot ended with 1')
    expect(printed).toContain('Slack does not accept SLACK_BOT_TOKEN (invalid_auth).')
    expect(printed).not.toContain('wrong-and-secret')
  })

  test('ends with a sentence where the app token is wrong, and keeps the token to itself', {
    timeout: LIMIT,
  }, async (context) => {
    const printed = await refusedStart(context, { SLACK_APP_TOKEN: 'xapp-wrong-and-secret' })

    expect(printed).toContain('the bot ended with 1')
    expect(printed).toContain('Slack does not accept SLACK_APP_TOKEN (invalid_auth).')
    expect(printed).not.toContain('wrong-and-secret')
  })

  test('ends with a sentence where the cloud’s key is wrong, and keeps the key to itself', {
    timeout: LIMIT,
  }, async (context) => {
    const printed = await refusedStart(context, { TENCENTCLOUD_SECRET_KEY: 'wrong-and-secret' })

    expect(printed).toContain('the bot ended with 1')
    expect(printed).toContain('Tencent Cloud does not accept the API key (AuthFailure.SignatureFailure')
    expect(printed).toContain('TENCENTCLOUD_SECRET_KEY')
    expect(printed).not.toContain('wrong-and-secret')
  })

  test('ends with a sentence where the channel does not exist', { timeout: LIMIT }, async (context) => {
    const printed = await refusedStart(context, { SLACK_CHANNEL: 'C0NOSUCHONE' })

    expect(printed).toContain('the bot ended with 1')
    expect(printed).toContain('SLACK_CHANNEL')
    expect(printed).toContain('channel_not_found')
  })

  test('ends with a sentence where the bot is not in the channel', { timeout: LIMIT }, async (context) => {
    const { slack, bot } = await createScene(context)
    slack.directory.setMembership(slack.channelId, 'U0KEEPERBT', false)

    const printed = await bot.start().catch(String)

    expect(printed).toContain('the bot ended with 1')
    expect(printed).toContain('/invite')
  })

  test('names everything that is wrong in the environment at once', { timeout: LIMIT }, async (context) => {
    const printed = await refusedStart(context, { SLACK_BOT_TOKEN: '', REQUEST_TTL: 'soon', PORT: 'first' })

    expect(printed).toContain('the bot ended with 1')
    for (const name of ['SLACK_BOT_TOKEN', 'REQUEST_TTL', 'PORT']) expect(printed).toContain(name)
  })

  test('is refused to a second bot on the same data, and the first one goes on', {
    timeout: LIMIT,
  }, async (context) => {
    const { bot, environment, get } = await createScene(context)
    await bot.start()
    const second = createBotProcess({ ...environment, DATA_DIR: join(bot.dataDir, 'data') })
    context.onTestFinished(second.dispose)

    const printed = await second.start().catch(String)

    expect(printed).toContain('the bot ended with 1')
    expect(printed).toContain('Another Lighthouse Keeper already uses the store')
    expect((await get('/readyz')).status).toBe(200)
  })

  test('waits for a Slack that is away, and says so', { timeout: LIMIT }, async (context) => {
    const { slack, bot, get } = await createScene(context)
    slack.faults.setOutage(true)
    const started = bot.start()
    await until('a line about Slack', () => bot.output().includes('Slack does not answer; trying again'))

    slack.faults.setOutage(false)
    await started

    expect((await get('/readyz')).status).toBe(200)
  })

  test('does not wait for a cloud that is away: it is said, and asked again when needed', {
    timeout: LIMIT,
  }, async (context) => {
    const { lighthouse, slack, bot } = await createScene(context)
    lighthouse.control.addFault({ effect: { kind: 'http-status', status: 503, work: 'not-done' }, times: null })
    await bot.start()
    expect(bot.output()).toContain('Tencent Cloud does not answer as it should')

    lighthouse.control.clearFaults()
    const ana = slack.person(ANA)
    await ana.command('/lighthouse', 'rollback')
    const offered = await until('an offer', async () => {
      const options = ana.modal() === undefined ? [] : await ana.options('Instance', 'shop-web-1')
      return Array.isArray(options) && options.length > 0 && options
    })

    expect(JSON.stringify(offered)).toContain(SHOP_WEB_1)
  })
})
