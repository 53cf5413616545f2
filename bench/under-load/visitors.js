import autocannon from 'autocannon'

// A steady load, in a process of its own: visits to links, each of somebody else, and the application's first page, its parts and an answer of its API.
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
]
let people = 0

process.once('disconnect', () => process.exit(0))
process.on('message', async ({ links, web, slugs, seconds, rate }) => {
  const visit = (request) => {
    const index = people++
    request.path = `/l/${slugs[Math.floor(Math.random() ** 2.5 * slugs.length)]}`
    request.headers = {
      ...request.headers, 'user-agent': agents[index % agents.length], accept: 'text/html', 'accept-language': 'fr',
      'x-forwarded-for': `${100 + ((index >> 24) & 63)}.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
    }
    return request
  }
  const results = await Promise.all([
    autocannon({ url: `http://127.0.0.1:${links}`, connections: 20, duration: seconds, overallRate: rate.links, requests: [{ setupRequest: visit }] }),
    autocannon({ url: `http://127.0.0.1:${web}`, connections: 5, duration: seconds, overallRate: rate.web, requests: [{ path: '/' }, { path: '/manifest.webmanifest' }, { path: '/api/v1/openapi.json' }, { path: '/health/ready' }] }),
  ])
  const sum = (read) => results.reduce((total, one) => total + read(one), 0)
  process.send?.({
    answers: sum(({ statusCodeStats }) => Object.values(statusCodeStats).reduce((total, { count }) => total + count, 0)),
    failures: sum(({ errors, timeouts, '4xx': refused, '5xx': failed }) => errors + timeouts + refused + failed),
  })
})
