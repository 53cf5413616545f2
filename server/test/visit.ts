import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** Opens an address as somebody's browser does, and follows nothing. Node's fetch says of itself that it opens nothing (`Sec-Fetch-Mode: cors`). */
export const visit = (address: string, headers: Readonly<Record<string, string>>): Promise<Response> => new Promise((resolve, reject) => {
  const sent = request(address, { headers: { ...headers }, agent: false }, (answer) => {
    buffer(answer).then((body) => {
      const told = Object.entries(answer.headers).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one]))
      resolve(new Response(body.length === 0 ? null : new Uint8Array(body), { status: answer.statusCode ?? 0, headers: told }))
    }, reject)
  })
  sent.on('error', reject)
  sent.end()
})
