import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'

/** Screenshots of one walk: each under a name of its own, and all of them together on sheets. */
export type Shots = {
  readonly take: (name: string, what: Locator) => Promise<void>
  /** Puts what was taken side by side, so many to a sheet. */
  readonly sheets: (browser: Browser) => Promise<void>
}

const PER_SHEET = 6

export const shotsIn = (folder: string): Shots => {
  mkdirSync(folder, { recursive: true })
  const taken: string[] = []
  return {
    take: async (name, what) => {
      const file = join(folder, `${String(taken.length + 1).padStart(3, '0')}-${name.replaceAll(/[^\w.-]+/g, '-')}.png`)
      writeFileSync(file, await what.screenshot())
      taken.push(file)
      console.log(file)
    },
    sheets: async (browser) => {
      const page = await browser.newPage({ viewport: { width: 1500, height: 900 } })
      for (let first = 0; first < taken.length; first += PER_SHEET) {
        const pictures = taken.slice(first, first + PER_SHEET).map((file) => {
          const name = file.slice(folder.length + 1)
          return `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${readFileSync(file, 'base64')}"></figure>`
        })
        await page.setContent(
          `<style>body{margin:0;font:14px monospace;columns:3}figure{margin:4px;break-inside:avoid}img{width:100%}</style>${pictures.join('')}`,
        )
        const sheet = join(folder, `sheet-${String(first / PER_SHEET + 1).padStart(2, '0')}.png`)
        writeFileSync(sheet, await page.screenshot({ fullPage: true }))
      }
      await page.close()
    },
  }
}
