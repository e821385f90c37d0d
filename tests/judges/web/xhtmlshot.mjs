// xhtmlshot FILE.xhtml OUT.png WIDTH HEIGHT: one local page as Chromium shows it. HEIGHT 0 takes the whole length.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { settled, withPage } from './browser.mjs'

const [file, out, width, height] = process.argv.slice(2)
await withPage(+width, +height || 800, async page => {
  const missing = []
  page.on('requestfailed', r => missing.push(r.url()))
  page.on('response', r => { if (!r.ok() && r.url().startsWith('http')) missing.push(r.url()) })
  await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: 'load' })
  await page.evaluate(`(${settled})(document)`)
  await page.screenshot({ path: out, fullPage: !+height })
  const parseError = await page.evaluate(() => document.querySelector('parsererror')?.textContent ?? null)
  console.log(JSON.stringify({ file, out, missing, parseError }))
  process.exitCode = missing.length || parseError ? 1 : 0
})
