import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Settings } from '../../env.ts'
import { Refusal } from '#kit/refusal'

type Variable = 'PORT' | 'METRICS_PORT'

const examples: Record<Variable, string> = { PORT: '3001', METRICS_PORT: '9465' }

const refusal = (code: unknown, host: string, port: number, variable: Variable): string | null => {
  switch (code) {
    case 'EADDRINUSE': return `The port ${port} is already in use: stop what uses it, or write another one, for example ${variable}=${examples[variable]}.`
    case 'EACCES': return `The port ${port} is reserved to the administrator: write one above 1023, for example ${variable}=${examples[variable]}, behind a proxy.`
    case 'EADDRNOTAVAIL': case 'ENOTFOUND': case 'EAI_AGAIN': return `${host} is not an address of this machine: write one of its own, for example HOST=127.0.0.1, or HOST=0.0.0.0 for all.`
    default: return null
  }
}

const check = async (host: string, port: number, variable: Variable): Promise<void> => {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    const line = error instanceof Error && 'code' in error ? refusal(error.code, host, port, variable) : null
    throw line === null ? error : new Refusal(line, { cause: error })
  }
  server.close()
  await once(server, 'close')
}

/**
 * Tries the ports before anything is started for them, so that one that is taken costs nothing and is told by one line.
 * @throws Refusal naming the variable to change.
 */
export const checkPorts = async ({ host, port, metrics_port }: Pick<Settings, 'host' | 'port' | 'metrics_port'>): Promise<void> => {
  if (metrics_port === port && port !== 0) throw new Refusal(`METRICS_PORT is the same as PORT (${port}): write another one, for example METRICS_PORT=${examples.METRICS_PORT}.`)
  await check(host, port, 'PORT')
  if (metrics_port !== null) await check(host, metrics_port, 'METRICS_PORT')
}
