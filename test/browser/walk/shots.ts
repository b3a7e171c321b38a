import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'

/** Screenshots of one walk: each under a name of its own, and so many of them side by side on sheets. */
export type Shots = {
  readonly take: (name: string, what: Locator, extent?: Extent) => Promise<void>
  /** Puts those on a sheet that did not fill one. */
  readonly finish: () => Promise<void>
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

const SHEET_STYLE =
  'body{margin:0;font:14px monospace;display:grid;grid-template-columns:repeat(3,496px);gap:4px}figure{margin:0}img{width:100%}'

/** What is wanted: of a thread all from its card on, or only what was answered below the card; else the whole box. */
export type Extent = 'all' | 'replies' | 'box'

/** A thread is as high as the page; what is below its last message only makes the sheets smaller. */
const extentOf = async (what: Locator, extent: Extent): Promise<Box> => {
  const box = await boxOf(what)
  const messages = what.locator('.thread-scroll article')
  if (extent === 'box' || (await messages.count()) === 0) return box
  const last = await boxOf(messages.last())
  const first = await boxOf(what.locator(extent === 'all' ? '.thread-scroll' : '.thread-divider').first())
  return { ...box, y: first.y, height: Math.min(box.y + box.height, last.y + last.height + 8) - first.y }
}

const boxOf = async (what: Locator): Promise<Box> => {
  const box = await what.boundingBox()
  if (box === null) throw new Error('there is nothing to take a picture of')
  return box
}

/** @param perSheet a row has three */
export const shotsIn = (folder: string, browser: Browser, perSheet: number): Shots => {
  mkdirSync(folder, { recursive: true })
  const taken: string[] = []
  const toSheet = async (): Promise<void> => {
    const first = Math.floor((taken.length - 1) / perSheet) * perSheet
    const pictures = taken.slice(first).map((file) => {
      const name = file.slice(folder.length + 1)
      return `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${readFileSync(file, 'base64')}"></figure>`
    })
    const page = await browser.newPage({ viewport: { width: 1500, height: 500 } })
    await page.setContent(`<style>${SHEET_STYLE}</style>${pictures.join('')}`)
    const sheet = join(folder, `sheet-${String(first / perSheet + 1).padStart(2, '0')}.png`)
    writeFileSync(sheet, await page.screenshot({ fullPage: true }))
    await page.close()
  }
  return {
    take: async (name, what, extent = 'all') => {
      const file = join(folder, `${String(taken.length + 1).padStart(3, '0')}-${name.replaceAll(/[^\w.-]+/g, '-')}.png`)
      writeFileSync(file, await what.page().screenshot({ clip: await extentOf(what, extent) }))
      taken.push(file)
      console.log(file)
      if (taken.length % perSheet === 0) await toSheet()
    },
    finish: async () => {
      if (taken.length % perSheet !== 0) await toSheet()
    },
  }
}
