import net from 'node:net'
import { afterAll } from 'vitest'

/** A wire to PostgreSQL that can be cut, or held without a word. */
export const wire = async (to: { host?: string; port?: number }) => {
  const ends = new Set<net.Socket>()
  let open = true
  let held = false
  const path = `${to.host}/.s.PGSQL.${to.port}`
  const server = net.createServer((near) => {
    if (!open) { near.destroy(); return }
    const far = to.host?.startsWith('/') ? net.connect(path) : net.connect(to.port ?? 0, to.host)
    for (const end of [near, far]) {
      ends.add(end)
      end.on('error', () => undefined).on('close', () => { ends.delete(end); near.destroy(); far.destroy() })
    }
    near.on('data', (bytes) => { if (!held) far.write(bytes) })
    far.on('data', (bytes) => { if (!held) near.write(bytes) })
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address()
      resolve(typeof bound === 'object' && bound ? bound.port : 0)
    })
  })
  const cut = () => { ends.forEach((end) => { end.destroy() }) }
  afterAll(() => { server.close(); cut() })
  return {
    port, cut,
    close: () => { open = false; cut() },
    open: () => { open = true },
    hold: () => { held = true },
    release: () => { held = false; cut() },
  }
}
