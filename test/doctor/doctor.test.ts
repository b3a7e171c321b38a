import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { type LocalLighthouse, startLocalLighthouse } from '../../sandbox/lighthouse/server.ts'
import { type LocalSlack, startLocalSlack } from '../../sandbox/slack/server.ts'
import { oneRegionEnvironment } from '../support/bot-environment.ts'
import { QUICK_START } from '../support/programs.ts'
import { scratchFolder } from '../support/scratch-folder.ts'

describe('npm run doctor', () => {
  let slack: LocalSlack
  let lighthouse: LocalLighthouse
  let folder: string
  beforeEach(async () => {
    slack = await startLocalSlack()
    lighthouse = await startLocalLighthouse()
    folder = scratchFolder('doctor')
  })
  afterEach(async () => {
    await Promise.all([slack.close(), lighthouse.close()])
    rmSync(folder, { recursive: true })
  })

  const examine = async (change: Readonly<Record<string, string>> = {}) => {
    const { doctor, compiled } = inject('programs')
    const child = spawn(process.execPath, [...QUICK_START, doctor], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: compiled,
        ...oneRegionEnvironment(slack, lighthouse),
        ...change,
      },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const [code] = await once(child, 'close')
    return { code, failures: said.split('\n').filter((line) => line.startsWith('FAILED')), said }
  }

  test('finds a good configuration in order, and changes nothing', async () => {
    const { code, failures, said } = await examine()
    expect(failures).toEqual([])
    expect(code).toBe(0)
    expect(said).toContain('#ops-lighthouse')
    expect(said).toContain('3 people may approve')
    expect(lighthouse.control.executed()).toEqual([])
    expect(slack.channel()).toEqual([])
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })

  test.each([
    ['a wrong bot token', { SLACK_BOT_TOKEN: 'xoxb-wrong-token' }, /SLACK_BOT_TOKEN.*invalid_auth/],
    ['a wrong app token', { SLACK_APP_TOKEN: 'xapp-wrong-token' }, /SLACK_APP_TOKEN.*invalid_auth/],
    ['an unknown channel', { SLACK_CHANNEL: 'C0NOWHERE0' }, /SLACK_CHANNEL.*channel_not_found/],
    ['a group that names nobody', { APPROVERS: 'S0EMPTYGRP' }, /S0EMPTYGRP.*names nobody/],
    ['too few approvers', { APPROVERS: 'U0BENOKAFR,U0SAMGUEST' }, /1 person may approve/],
    ['a wrong key', { TENCENTCLOUD_SECRET_KEY: 'another' }, /DescribeInstances.*AuthFailure\.SignatureFailure/],
    ['a folder that cannot be', { DATA_DIR: '/proc/nowhere/data' }, /DATA_DIR/],
  ])('names %s, what to do, and exits 1', async (_, change, line) => {
    const { code, failures, said } = await examine(change)
    expect(code).toBe(1)
    expect(failures.join('\n')).toMatch(line)
    for (const secret of Object.values(change)) {
      if (secret.startsWith('xoxb') || secret.startsWith('xapp') || secret === 'another')
        expect(said).not.toContain(secret)
    }
  })
})
