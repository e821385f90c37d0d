// epubshot FILE OUTDIR [SECTIONS] [PAGES]: a book through foliate-js and through epub.js. Goes out: pictures in OUTDIR and,
// on standard output, one JSON value with what each reader met in each section.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { packageFile, settled, withPage } from './browser.mjs'

const [file, outDir, sectionsArg = '8', pagesArg = '1'] = process.argv.slice(2)
const sections = +sectionsArg || Infinity, pages = +pagesArg || Infinity
const [width, height] = (process.env.VIEWPORT ?? '800x1100').split('x').map(Number)

// Both readers behind one face: how many sections, show one, its document, turn the page (false at the section's end).
const start = {
  foliate: `
    import '/foliate-js/view.js'
    const view = document.createElement('foliate-view')
    document.body.append(view)
    await view.open(new File([await (await fetch('/book')).blob()], 'book.epub', { type: 'application/epub+zip' }))
    view.renderer.setAttribute('max-column-count', '1')
    window.reader = {
      count: view.book.sections.length,
      show: i => view.goTo(i),
      doc: () => view.renderer.getContents()[0].doc,
      next: async () => view.renderer.page < view.renderer.pages - 2 && (await view.renderer.next(), true),
    }`,
  epubjs: `
    await import('/jszip/dist/jszip.min.js')
    await import('/epubjs/dist/epub.min.js')
    const book = ePub(await (await fetch('/book')).arrayBuffer())
    const view = book.renderTo(document.body.appendChild(document.createElement('div')), { width: innerWidth, height: innerHeight, flow: 'paginated', spread: 'none' })
    await book.ready
    window.reader = {
      count: book.spine.length,
      show: i => view.display(book.spine.get(i).href),
      doc: () => view.getContents()[0].document,
      next: async () => {
        const { page, total } = view.currentLocation().start.displayed
        return page < total && (await view.next(), true)
      },
    }`,
}
const shell = script => `<!doctype html><meta charset="utf-8"><style>html,body{margin:0;height:100%;overflow:hidden}
foliate-view{display:block;width:100vw;height:100vh}</style><body><script type="module">${script}</script>`

// Runs in the page, on the document of one section.
const look = async doc => {
  const broken = []
  for (const i of doc.images) if (!i.naturalWidth) broken.push(i.getAttribute('src'))
  for (const i of doc.querySelectorAll('image')) {
    const href = i.getAttribute('href') ?? i.getAttributeNS('http://www.w3.org/1999/xlink', 'href')
    const probe = new Image()
    probe.src = new URL(href, doc.baseURI)
    await probe.decode().catch(() => broken.push(href))
  }
  return {
    title: doc.title,
    characters: doc.body?.textContent.replace(/\s/g, '').length ?? 0,
    writingMode: doc.body && doc.defaultView.getComputedStyle(doc.body).writingMode,
    images: doc.images.length + doc.querySelectorAll('image').length,
    brokenImages: broken,
    fonts: [...doc.fonts].map(f => ({ family: f.family, weight: f.weight, style: f.style, status: f.status })),
  }
}

// What the glyphs were really drawn with: a family that is declared and loads may still lack the characters. Each element
// counts its own text and its children's, so the numbers are a measure, not a sum.
async function drawnWith(cdp) {
  const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true })
  const texts = []
  const walk = (node, inBook) => {
    if (inBook && node.nodeType === 1 && node.children?.some(c => c.nodeType === 3 && c.nodeValue.trim())) texts.push(node.nodeId)
    for (const c of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) walk(c, inBook)
    if (node.contentDocument) walk(node.contentDocument, true)
  }
  walk(root, false)
  const seen = new Map()
  for (const nodeId of texts) {
    const { fonts } = await cdp.send('CSS.getPlatformFontsForNode', { nodeId }).catch(() => ({ fonts: [] }))
    for (const f of fonts) {
      const key = `${f.postScriptName || f.familyName} ${f.isCustomFont}`
      const one = seen.get(key) ?? { font: f.postScriptName || f.familyName, embedded: f.isCustomFont, glyphs: 0 }
      one.glyphs += f.glyphCount
      seen.set(key, one)
    }
  }
  return [...seen.values()].sort((a, b) => b.glyphs - a.glyphs)
}

const types = { '.js': 'text/javascript', '.html': 'text/html' }

async function read(name, book) {
  return withPage(width, height, async page => {
    const left = [], errors = [], seen = []
    page.on('pageerror', e => errors.push(String(e)))
    await page.setRequestInterception(true)
    page.on('request', async request => {
      const url = new URL(request.url())
      if (url.protocol === 'blob:' || url.protocol === 'data:' || url.protocol === 'about:') return request.continue()
      if (url.host !== 'judge.invalid') { left.push(url.href); return request.abort() }
      if (url.pathname === '/') return request.respond({ contentType: 'text/html', body: shell(start[name]) })
      if (url.pathname === '/book') return request.respond({ contentType: 'application/epub+zip', body: book })
      const body = await readFile(packageFile(url.pathname)).catch(() => null)
      if (!body) return request.respond({ status: 404 })
      return request.respond({ contentType: types[extname(url.pathname)] ?? 'application/octet-stream', body })
    })
    const cdp = await page.createCDPSession()
    await cdp.send('DOM.enable')
    await cdp.send('CSS.enable')
    try {
      await page.goto('http://judge.invalid/', { waitUntil: 'load' })
      await page.waitForFunction('window.reader', { timeout: 60000 })
      const count = await page.evaluate('reader.count')
      for (let i = 0; i < Math.min(count, sections); i++) {
        await page.evaluate(`(async () => { await reader.show(${i}); await (${settled})(reader.doc()) })()`)
        const shots = []
        for (let before = null, more = true; more && shots.length < pages;) {
          const path = `${name}-${String(i + 1).padStart(2, '0')}${shots.length ? `-p${shots.length + 1}` : ''}.png`
          const shot = Buffer.from(await page.screenshot())
          if (before?.equals(shot)) break // a reader stuck on one page would go on for ever
          await writeFile(join(outDir, path), before = shot)
          shots.push(path)
          more = shots.length < pages
            && await page.evaluate(`(async () => await reader.next() && (await (${settled})(reader.doc()), true))()`)
        }
        seen.push({ index: i, shots, ...await page.evaluate(`(${look})(reader.doc())`), drawnWith: await drawnWith(cdp) })
      }
      return { sections: count, seen, left, errors }
    } catch (e) { // a book that a reader cannot open is a finding like any other
      return { sections: 0, seen, left, errors: [...errors, String(e)] }
    }
  })
}

const book = await readFile(file)
await mkdir(outDir, { recursive: true })
const readers = {}, problems = []
for (const name of Object.keys(start)) {
  const r = readers[name] = await read(name, book)
  if (!r.sections) problems.push(`${name}: no sections`)
  for (const e of r.errors) problems.push(`${name}: ${e}`)
  for (const url of r.left) problems.push(`${name}: asked for ${url}`)
  for (const s of r.seen) {
    for (const src of s.brokenImages) problems.push(`${name} ${s.index}: broken image ${src}`)
    for (const f of s.fonts) if (f.status === 'error') problems.push(`${name} ${s.index}: font ${f.family} did not load`)
    if (!s.characters && !s.images) problems.push(`${name} ${s.index}: empty section`)
  }
}
console.log(JSON.stringify({ file: basename(file), ok: !problems.length, problems, readers }))
process.exitCode = problems.length ? 1 : 0
