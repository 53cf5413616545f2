import { createServer } from 'node:http'
import { z } from 'zod'
import { createClients } from '../../server/kit/clients.ts'
import { createLog } from '../../server/kit/log.ts'
import { redirectService } from '../../server/rooms/links/index.ts'
import { houseStatements } from '../../server/rooms/organisations/index.ts'

// The links service alone, as it runs in the product.
const order = z.object({ journal: z.string(), connection: z.looseObject({ host: z.string(), port: z.number(), user: z.string(), password: z.string(), database: z.string() }) })

process.once('message', (message) => {
  const { connection, journal } = order.parse(message)
  const log = createLog('silent')
  const service = redirectService({
    connection, day_keys: { saltOf: (_, stored) => stored, keep: () => undefined }, slug_key: Buffer.alloc(32), origin_key: Buffer.alloc(32), journal: { folder: journal, limit_bytes: 1 << 30 }, log, clock: () => new Date(),
    house_statements: houseStatements, settings: () => ({ base_url: 'http://localhost', links_base_url: null }), clients: createClients(['loopback'], log),
  })
  const server = createServer(service.handle)
  server.listen(0, '127.0.0.1', () => { process.send?.(server.address()) })
  process.once('disconnect', () => {
    server.closeAllConnections()
    void service.close().then(() => process.exit(0))
  })
})
