import { createHmac } from 'node:crypto'
import type pg from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { problem } from '#kit/problem'
import { networkOf } from '../rules.ts'

/** So many attempts in so many seconds. */
interface Limit { points: number; seconds: number }

/**
 * A person asks for a link a few times at most; an office behind one address holds a whole team on the morning of a launch.
 * Confirming has a limit of its own, so that a scanner that opens links does not use up the asking.
 */
export const limits = {
  'address': { points: 5, seconds: 900 },
  'network': { points: 60, seconds: 900 },
  'confirmation': { points: 120, seconds: 900 },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof limits

/** Counts attempts in the database under a digest, so that neither addresses nor networks are kept. */
export const createLimits = (pool: pg.Pool, key: Buffer) => {
  const limiter = (name: LimitName) => new RateLimiterPostgres({
    storeClient: pool, storeType: 'pool', tableName: 'attempts', tableCreated: true, keyPrefix: name,
    points: limits[name].points, duration: limits[name].seconds, clearExpiredByTimeout: false,
  })
  const limiters = { address: limiter('address'), network: limiter('network'), confirmation: limiter('confirmation') }
  const digest = (text: string) => createHmac('sha256', key).update(text).digest('base64url')

  const consume = async (name: LimitName, subject: string): Promise<void> => {
    try {
      await limiters[name].consume(digest(subject))
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) problem(429, 'too_many_requests', { values: { seconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) } })
      throw refusal
    }
  }
  return {
    /** @throws Problem 429 when this address was asked for too often. */
    address: (email: string) => consume('address', email),
    /** @throws Problem 429 when too many came from this network. */
    network: (ip: string, name: 'network' | 'confirmation' = 'network') => consume(name, networkOf(ip)),
  }
}
