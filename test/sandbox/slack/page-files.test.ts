import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { LocalSlack } from '../../../sandbox/slack/server.ts'
import { givenSlack } from './given.ts'

describe('files of the page', () => {
  test.each([
    ['/', 'text/html; charset=utf-8', '<script type="module" src="/main.ts">'],
    ['/archives/C0LIGHTHSE/p1700000000000000', 'text/html; charset=utf-8', '<script'],
    ['/styles/page.css', 'text/css; charset=utf-8', '@import'],
    ['/icon.svg', 'image/svg+xml', '<svg'],
    ['/vendor/preact.js', 'text/javascript; charset=utf-8', 'export'],
    ['/vendor/preact-hooks.js', 'text/javascript; charset=utf-8', 'export'],
    ['/vendor/htm.js', 'text/javascript; charset=utf-8', 'export'],
    ['/vendor/zod/index.js', 'text/javascript; charset=utf-8', 'export'],
  ])('%s comes as %s', async (path, type, content) => {
    const { slack } = await givenSlack()
    const response = await fetch(`${slack.url}${path}`)

    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
    expect(await response.text()).toContain(content)
  })

  test('TypeScript comes as JavaScript: its types are taken out', async () => {
    const { slack } = await givenSlack()
    const response = await fetch(`${slack.url}/slack/page-api.ts`)
    const source = await response.text()

    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(source).toContain('export const pageStateSchema')
    expect(source).not.toContain('export type')
  })

  /** Asks for a path as it is: `fetch` would tidy it up. */
  const raw = (slack: LocalSlack, path: string, headers: Readonly<Record<string, string>> = {}) =>
    new Promise<number>((resolve, reject) => {
      const { port } = new URL(slack.url)
      const call = request({ host: '127.0.0.1', port, path, headers }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      call.on('error', reject).end()
    })

  test.each([
    '/../../package.json',
    '/slack/../../package.json',
    '/slack/../../src/main.ts',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/vendor/zod/../../typescript/package.json',
    '/vendor/unknown.js',
    '/tsconfig.json',
    '/nowhere',
  ])('%s leads nowhere', async (path) => {
    const { slack } = await givenSlack()

    expect(await raw(slack, path)).toBe(404)
  })

  test('a foreign name of this machine and another site’s page are refused everywhere', async () => {
    const { slack } = await givenSlack()
    const { port, host } = new URL(slack.url)
    for (const path of ['/', '/page/state', '/page/act', '/panel/slack', '/api/auth.test']) {
      expect(await raw(slack, path, { host: 'evil.example' })).toBe(403)
      expect(await raw(slack, path, { host, origin: 'https://evil.example' })).toBe(403)
      expect(await raw(slack, path, { host, origin: 'null' })).toBe(403)
    }

    expect(await raw(slack, '/page/state', { host: `localhost:${port}` })).toBe(200)
    expect(await raw(slack, '/page/state', { host, origin: slack.url })).toBe(200)
  })
})
