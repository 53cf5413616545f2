import autocannon from 'autocannon'

// The load generator, in a process of its own: people behind a proxy, each with an address of their own, following links.
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
]

const requestOf = (slug, index) => ({
  path: `/l/${slug}`,
  headers: {
    'user-agent': agents[index % agents.length], accept: 'text/html', 'accept-language': 'fr',
    'x-forwarded-for': `${100 + ((index >> 24) & 63)}.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
  },
})

/** One in so many requests is for a cold link, where there are some. */
const coldOne = 5
let people = 0

process.once('disconnect', () => process.exit(0))
process.on('message', async ({ ports, slugs, cold = [], connections, seconds, visitors }) => {
  let asked = 0
  const next = () => {
    const index = people++
    const slug = cold.length > 0 && index % coldOne === 0 ? cold[asked++ % cold.length] : slugs[index % slugs.length]
    return requestOf(slug, index)
  }
  // each connection has visitors of its own: nobody comes back, until it has sent them all and begins anew
  const setupClient = (client) => { client.setRequests(Array.from({ length: visitors }, next)) }
  const results = await Promise.all(ports.map((port) => autocannon({ url: `http://127.0.0.1:${port}`, connections: connections / ports.length, duration: seconds, setupClient })))
  const sum = (read) => results.reduce((total, one) => total + read(one), 0)
  const redirects = sum(({ statusCodeStats }) => statusCodeStats['302']?.count ?? 0)
  process.send?.({
    per_second: sum(({ requests }) => requests.average), p99_ms: Math.max(...results.map(({ latency }) => latency.p99)),
    redirects, others: sum(({ non2xx, errors }) => non2xx + errors) - redirects,
  })
})
