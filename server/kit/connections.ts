import type pg from 'pg'
import { rolePassword, roleName, type Service } from '#kit/roles'

/** How to reach the database: as its owner (migrations only) and as each service's role. */
export interface Connections { owner: pg.ClientConfig; app: pg.ClientConfig; links: pg.ClientConfig; auth: pg.ClientConfig }

const schemas: Record<Service, string> = { app: 'public', links: 'links', auth: 'auth' }

/** What lies between us and PostgreSQL forgets connections that say nothing for minutes: TCP itself speaks up before. */
export const keptAlive = { keepAlive: true, keepAliveInitialDelayMillis: 30_000 }

/** A process that stands still in the middle of a transaction, or whose machine is gone, holds its locks for no longer, in milliseconds. */
export const standstill_ms = 10_000

/** The services' connections, from the owner's. */
export const connectionsOf = (owner: pg.ClientConfig, role_prefix: string, key: Buffer): Connections => {
  const as = (service: Service): pg.ClientConfig => ({
    ...owner, user: roleName(role_prefix, service), password: rolePassword(key, service),
    options: `-c search_path=${schemas[service]} -c timezone=UTC -c idle_in_transaction_session_timeout=${standstill_ms}`, application_name: `portevoix ${service}`,
  })
  return { owner, app: as('app'), links: as('links'), auth: as('auth') }
}

/** The parts of an address such as postgres://user:password@host:5432/name?sslmode=require. */
export const parseDatabaseUrl = (address: string): pg.ClientConfig => {
  const url = new URL(address)
  const mode = url.searchParams.get('sslmode')
  return {
    host: url.searchParams.get('host') ?? decodeURIComponent(url.hostname), port: Number(url.port || 5432),
    user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
    ...(mode && mode !== 'disable' && { ssl: { rejectUnauthorized: mode === 'verify-full' || mode === 'verify-ca' } }),
  }
}
