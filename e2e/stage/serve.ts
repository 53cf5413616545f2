import { createServer, type RequestListener } from 'node:http'

/** A site on a free port of this machine. */
export const serve = async (listener: RequestListener): Promise<{ address: string; stop(): Promise<void> }> => {
  const server = createServer(listener)
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const at = server.address()
  return {
    address: `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections() }),
  }
}
