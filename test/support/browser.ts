import { test } from 'vitest'
import { chromiumPath } from '../sandbox/page/chromium.ts'

/** CI installs a browser itself and sets this: there a missing one is a failure. */
const isRequired = process.env['REQUIRE_BROWSER'] === '1'

if (chromiumPath === undefined && !isRequired) {
  console.warn('No Chromium on this machine: the browser tests are skipped. Install it, or name it with CHROMIUM.')
}

/** False where browser tests are skipped. */
export const mayUseBrowser = chromiumPath !== undefined || isRequired

/** A test that needs a browser; skipped, with a sentence, where there is none. */
export const testInBrowser = mayUseBrowser ? test : test.skip
