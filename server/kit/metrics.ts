import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

export const metrics = new Registry()
collectDefaultMetrics({ register: metrics })

const requests = new Histogram({
  name: 'portevoix_request_seconds', help: 'Time to answer a request of the application', labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10], registers: [metrics],
})

export const observeRequest = (method: string, route: string, status: number, milliseconds: number): void => {
  requests.observe({ method, route, status: String(status) }, milliseconds / 1000)
}

const passedOn = new Counter({ name: 'portevoix_untrusted_proxy_requests_total', help: 'Requests that a proxy nearby passed on which TRUSTED_PROXIES does not name', registers: [metrics] })

export const observePassedOn = (): void => { passedOn.inc() }

const jobs = new Counter({ name: 'portevoix_jobs_total', help: 'Jobs that ran', labelNames: ['job', 'outcome'], registers: [metrics] })

export const observeJob = (job: string, outcome: 'completed' | 'failed'): void => { jobs.inc({ job, outcome }) }
