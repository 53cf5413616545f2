import net from 'node:net'
import { inTheEnd } from '#test/ending'

/** A wire to PostgreSQL that can be cut, or held without a word. */
export const wire = async (to: { host?: string; port?: number }) => {
  const ends = new Set<net.Socket>()
  let open = true
  let held = false
  const path = `${to.host}/.s.PGSQL.${to.port}`
  const server = net.createServer({ allowHalfOpen: true }, (near) => {
    if (!open) { near.destroy(); return }
    const far = net.connect({ allowHalfOpen: true, ...(to.host?.startsWith('/') ? { path } : { port: to.port ?? 0, host: to.host }) })
    for (const end of [near, far]) {
      ends.add(end)
      end.on('error', () => undefined).on('close', () => { ends.delete(end); near.destroy(); far.destroy() })
    }
    // who stands still does not close its end either
    near.on('data', (bytes) => { if (!held) far.write(bytes) }).on('end', () => { if (!held) far.end() })
    far.on('data', (bytes) => { if (!held) near.write(bytes) }).on('end', () => { if (!held) near.end() })
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address()
      resolve(typeof bound === 'object' && bound ? bound.port : 0)
    })
  })
  const cut = () => { ends.forEach((end) => { end.destroy() }) }
  inTheEnd(() => { server.close(); cut() })
  return {
    port, cut,
    close: () => { open = false; cut() },
    open: () => { open = true },
    hold: () => { held = true },
    release: () => { held = false; cut() },
  }
}
