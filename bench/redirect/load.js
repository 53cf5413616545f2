import autocannon from 'autocannon'

// The load generator, in a process of its own: people behind a proxy, each with an address of their own, following links.
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
]

const requestOf = (slugs, index) => ({
  path: `/l/${slugs[index % slugs.length]}`,
  headers: {
    'user-agent': agents[index % agents.length], accept: 'text/html', 'accept-language': 'fr',
    'x-forwarded-for': `203.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
  },
})

process.once('disconnect', () => process.exit(0))
process.on('message', async ({ port, slugs, connections, seconds, visitors, from }) => {
  const requests = Array.from({ length: visitors }, (_, index) => requestOf(slugs, from + index))
  const { requests: rate, latency, non2xx, errors, statusCodeStats } = await autocannon({
    url: `http://127.0.0.1:${port}`, connections, duration: seconds, requests,
  })
  process.send?.({ per_second: rate.average, p99_ms: latency.p99, redirects: statusCodeStats['302']?.count ?? 0, others: non2xx - (statusCodeStats['302']?.count ?? 0) + errors })
})
