import { createServer } from 'node:http'
import { z } from 'zod'
import { createClients } from '#kit/clients'
import { createLog } from '#kit/log'
import { redirectService } from '#room/links'
import { houseStatements } from '#room/organisations'
import { testKey } from '#test/cluster'

// The links service alone, for the tests to kill. Told by its parent where to listen and where the database is.
const order = z.object({ port: z.number(), journal: z.string(), connection: z.looseObject({ host: z.string(), port: z.number(), user: z.string(), password: z.string(), database: z.string() }) })

process.once('message', (message) => {
  const { port, journal, connection } = order.parse(message)
  const log = createLog('silent')
  const service = redirectService({
    connection, log, clock: () => new Date(), slug_key: testKey, origin_key: testKey, day_keys: { saltOf: (_, stored) => stored, keep: () => undefined }, journal: { folder: journal, limit_bytes: 1 << 28 },
    house_statements: houseStatements, settings: () => ({ base_url: 'http://localhost', links_base_url: null }), clients: createClients([], log),
  })
  createServer(service.handle).listen(port, '127.0.0.1', () => { process.send?.('listening') })
})
process.once('disconnect', () => { process.exit(0) })
