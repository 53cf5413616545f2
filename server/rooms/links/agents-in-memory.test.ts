import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('no agent stays in memory once it was judged', () => {
  // a process of its own, whose memory is looked through; the agents are put together there, so that the script holds neither
  const script = `
    const { agentVerdict } = await import(${JSON.stringify(join(import.meta.dirname, 'pipeline/agent.ts'))})
    const { getHeapSnapshot } = await import('node:v8')
    const made = (name) => Buffer.from('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 ' + ['Un', name].join('') + '/140.0').toString('latin1')
    const kept = made('forgotten')
    agentVerdict(made('mistakable'))
    agentVerdict('Firefox')
    gc()
    const found = { kept: false, judged: false }
    let end = ''
    for await (const part of getHeapSnapshot()) {
      const memory = end + part
      found.kept ||= memory.includes(kept)
      found.judged ||= memory.includes(made('mistakable'))
      end = memory.slice(-200)
    }
    console.log(JSON.stringify(found))
  `
  expect(JSON.parse(execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], { encoding: 'utf8' }))).toEqual({ kept: true, judged: false })
})
