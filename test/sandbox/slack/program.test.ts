import { fork } from 'node:child_process'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

test('as a program it says where it is, serves the page, and ends with whoever started it', async () => {
  const program = join(import.meta.dirname, '../../../sandbox/slack/main.ts')
  const child = fork(program, ['--port', '0'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = await new Promise<string>((resolve) => {
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += String(chunk)
      const found = /^ready (http:\/\/127\.0\.0\.1:\d+)$/m.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  expect((await fetch(`${url}/`)).status).toBe(200)
  child.disconnect()

  expect(await ended).toBe(0)
})
