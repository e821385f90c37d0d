// aces FILE…: Ace by DAISY over many books in one process and one browser; starting both is most of what a single run takes.
// Goes out: a line of JSON a book, as bin/ace writes it.
import { createRequire } from 'node:module'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const require = createRequire(join(process.env.JUDGES_WEB, 'package.json'))
const ace = require('@daisy/ace-core')
const runner = require('@daisy/ace-axe-runner-puppeteer')
require('@daisy/ace-logger').initLogger({ verbose: false, silent: true, fileName: 'ace.log' })

// Ace starts and ends a browser for each book; here the first start serves all.
const shared = { ...runner, launch: async () => {}, close: async () => {} }
const out = await mkdtemp(join(tmpdir(), 'aces-'))
let code = 0
await runner.launch()
for (const file of process.argv.slice(2)) {
  try {
    const [, report] = await ace(file, { cwd: process.cwd(), outdir: join(out, basename(file)), silent: true, doNotReportMedia: true }, shared)
    const violations = report.assertions.flatMap(page => page.assertions.map(a => ({
      file: page['earl:testSubject'].url, rule: a['earl:test']['dct:title'], impact: a['earl:test']['earl:impact'],
      message: a['earl:result']['dct:description'], html: a['earl:result'].html ?? null,
    })))
    const outcome = report['earl:result']['earl:outcome']
    console.log(JSON.stringify({ file, outcome, violations }))
    if (outcome !== 'pass' || violations.length) code = Math.max(code, 1)
  } catch (error) {
    console.log(JSON.stringify({ file, outcome: 'none', violations: [], error: String(error?.message ?? error) }))
    code = 2
  }
}
await runner.close()
process.exit(code)
