import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'

/** The links service in a process of its own, which starts anew each time that it is killed. */
export const startService = async (port: number, journal: string, { host, port: database_port, user, password, database }: pg.ClientConfig) => {
  const start = async () => {
    const child = fork(join(import.meta.dirname, 'redirect-process.ts'), { execArgv: [] })
    child.send({ port, journal, connection: { host, port: database_port, user, password, database } })
    await once(child, 'message')
    return child
  }
  let child = await start()
  const end = async () => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  return {
    kill: async () => {
      await end()
      child = await start()
    },
    stop: end,
  }
}

const navigation = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', accept: 'text/html', 'accept-language': 'fr' }
const visitors = 32

/** Asks for each link once, with many requests in flight, and notes whose redirect came back. */
export const startLoad = (port: number, slugs: readonly string[]) => {
  const agent = new Agent({ keepAlive: true, maxSockets: visitors })
  const stopping = new AbortController()
  const received: number[] = []
  let next = 0

  const ask = (index: number) => new Promise<boolean>((resolve) => {
    const path = `/l/${slugs[index]}`
    const sent = request({ host: '127.0.0.1', port, path, agent, headers: navigation, timeout: 10_000 }, (answer) => {
      answer.resume()
      answer.on('error', () => { resolve(false) })
      answer.on('end', () => { resolve(answer.statusCode === 302) })
    })
    sent.on('timeout', () => { sent.destroy() })
    sent.on('error', () => { resolve(false) })
    sent.end()
  })
  const visit = async () => {
    while (!stopping.signal.aborted && next < slugs.length) {
      const index = next++
      if (await ask(index)) received.push(index)
      else await sleep(5)
    }
  }
  const all = Promise.all(Array.from({ length: visitors }, visit))
  return {
    received,
    asked: () => next,
    stop: async () => {
      stopping.abort()
      await all
      agent.destroy()
    },
  }
}
