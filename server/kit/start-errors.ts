import { Refusal } from '#kit/refusal'

interface SystemError { code: string; message: string; syscall?: string; path?: string; address?: string; hostname?: string; port?: number }

const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

const place = ({ address, hostname, port, path }: SystemError): string =>
  path ?? [address?.includes(':') ? `[${address}]` : address ?? hostname, port].filter((part) => part !== undefined).join(':')

const listening = (error: SystemError): string | null => {
  if (error.syscall !== 'listen' && error.syscall !== 'bind') return null
  switch (error.code) {
    case 'EADDRINUSE': return `The port ${error.port ?? ''} is already in use: stop what uses it, or write another one, for example PORT=3001.`
    case 'EACCES': return `The port ${error.port ?? ''} is reserved to the administrator: write one above 1023, for example PORT=3000, behind a proxy.`
    case 'EADDRNOTAVAIL': case 'ENOTFOUND': case 'EAI_AGAIN': return `${error.address ?? 'HOST'} is not an address of this machine: write one of its own, for example HOST=127.0.0.1, or HOST=0.0.0.0 for all.`
    default: return null
  }
}

const unreachable = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']

const reaching = (error: SystemError): string | null => {
  const where = place(error)
  if (unreachable.includes(error.code) || (error.code === 'ENOENT' && error.syscall === 'connect')) {
    return `The database${where ? ` at ${where}` : ''} cannot be reached (${error.code}): start it, or correct DATABASE_URL, for example DATABASE_URL=postgres://portevoix:password@localhost:5432/portevoix.`
  }
  return null
}

// PostgreSQL's own codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
const refused: Record<string, string> = {
  '28P01': 'The database refuses the user or the password of DATABASE_URL: correct them.',
  '28000': 'The database does not let this user in from here: allow it in pg_hba.conf, or correct DATABASE_URL.',
  '3D000': 'The database named in DATABASE_URL does not exist: create it with createdb, or correct the name.',
  '53300': 'The database has no connection left: raise its max_connections, or stop what uses them.',
  '57P03': 'The database is starting up or shutting down: start Portevoix again in a moment.',
  '42501': 'The user of DATABASE_URL may not prepare the database: make it the owner of the database and let it create roles (alter role … createrole).',
}

const folder = (error: SystemError): string | null => {
  const where = error.path ?? 'the data folder'
  switch (error.code) {
    case 'EACCES': case 'EPERM': case 'EROFS': return `${where} cannot be written (${error.code}): give it to the user who starts Portevoix, or write another folder, for example DATA_DIR=/var/lib/portevoix.`
    case 'ENOSPC': case 'EDQUOT': return `There is no room left for ${where}: free some space, or write another folder in DATA_DIR.`
    default: return null
  }
}

const encryption = ({ code, message }: Error & { code?: unknown }): string | null => {
  if (/does not support SSL connections/.test(message)) return 'The database does not take encrypted connections: remove sslmode from DATABASE_URL, or turn ssl on there.'
  if (typeof code === 'string' && /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return `The certificate of the database is not trusted (${code}): write its authority's file in NODE_EXTRA_CA_CERTS, or correct DATABASE_URL.`
  if (/timeout expired|Connection terminated due to connection timeout/.test(message)) return 'The database does not answer in time: start it, or correct DATABASE_URL.'
  return null
}

const own = (error: Error): string | null => {
  if (error instanceof Refusal) return error.message
  if (isSystemError(error)) return listening(error) ?? reaching(error) ?? refused[error.code] ?? encryption(error) ?? folder(error)
  return encryption(error)
}

/** Whether the database cannot be reached for now, or is not ready to be: it may come by itself, unlike what only the operator can put right. */
export const isAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isAway) // every address of a name was tried
  if (isSystemError(error)) return (unreachable.includes(error.code) && error.syscall !== 'listen' && error.syscall !== 'bind') || /^(?:08...|57P0[1-3]|53300)$/.test(error.code)
  return /timeout expired|Connection terminated/.test(error.message)
}

/** One clear line on why Portevoix could not start, for errors that the operator can put right; null for any other, a defect. */
export const explainStartError = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null
  const line = own(error)
  if (line !== null) return line
  if (error instanceof AggregateError) return error.errors.map(explainStartError).find((found) => found !== null) ?? null // every address of a name was tried
  return explainStartError(error.cause)
}
