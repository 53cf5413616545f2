import { createServer } from 'node:http'

// The least that a redirect can be: node:http, one answer, nothing looked at and nothing kept.
const headers = ['Location', 'https://example.org/news', 'Cache-Control', 'no-store', 'Content-Length', '0']
const server = createServer((_request, response) => {
  response.writeHead(302, headers)
  response.end()
})
server.listen(0, '127.0.0.1', () => { process.send?.(server.address()) })
process.once('disconnect', () => { process.exit(0) })
