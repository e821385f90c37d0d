// Comes in: a window size and what to do in it. Goes out: whatever that returns, from a headless Chromium that shares
// nothing with the machine's own (puppeteer gives each start a new profile and removes it) and reaches no network.
import { createRequire } from 'node:module'
import { join } from 'node:path'

// The packages are outside the source tree, so a plain import would not find them.
const require = createRequire(join(process.env.JUDGES_WEB, 'package.json'))

export const packageFile = name => join(process.env.JUDGES_WEB, 'node_modules', name)

export async function withPage(width, height, work) {
  const puppeteer = require('puppeteer')
  const browser = await puppeteer.launch({
    headless: true,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--hide-scrollbars',
      '--force-color-profile=srgb', '--host-resolver-rules=MAP * ~NOTFOUND',
    ],
    defaultViewport: { width, height },
    timeout: 120000, // a busy machine starts it slowly
    protocolTimeout: 300000,
  })
  try {
    return await work(await browser.newPage())
  } finally {
    await browser.close()
  }
}

// Fonts and pictures arrive after the load event; a screenshot before them shows blanks.
export const settled = async doc => {
  await doc.fonts.ready
  await Promise.all([...doc.images].map(i => i.decode().catch(() => {})))
  await new Promise(done => setTimeout(done, 200))
}
