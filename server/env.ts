import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { isNetwork } from '#kit/networks'
import { Refusal } from '#kit/refusal'
import { parseSecretKey } from '#kit/secret-key'

export const services = ['web', 'links', 'worker'] as const
export type Service = (typeof services)[number]

type Check<T> = (text: string) => T | null

/** A variable of the environment: what it must be in words, a value to copy, and how its text is read (null: refused). */
const variable = <T>(expected: string, example: string, check: Check<T>, secret = false) =>
  z.string().transform((text, context): T => {
    const value = check(text)
    if (value !== null) return value
    context.addIssue({ code: 'custom', message: `must be ${expected}${secret ? '' : `, not ${JSON.stringify(text)}`}`, params: { example } })
    return z.NEVER
  })

const numberIn = (least: number, most: number): Check<number> => (text) =>
  /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null

/** An address that others begin with, without a slash at its end. */
const place: Check<string> = (text) => {
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password || url.search || url.hash) return null
  return /^(?:\/[\w~.-]+)*\/?$/.test(url.pathname) ? `${url.origin}${url.pathname.replace(/\/$/, '')}` : null
}

/** The same where pages are: what begins with `/l/` is a link, on every host of ours. */
const placeOfPages: Check<string> = (text) => {
  const address = place(text)
  return address === null || /^\/l(?:\/|$)/.test(new URL(address).pathname) ? null : address
}

const address = (...protocols: string[]): Check<string> => (text) => {
  const url = URL.parse(text)
  return url && protocols.includes(url.protocol) ? text : null
}

/** A variable that is a list: of what is wrong in it, the first is named. */
const listOf = (expected: string, example: string, accepts: (entry: string) => boolean) =>
  z.string().transform((text, context): readonly string[] => {
    const entries = text.split(',').map((entry) => entry.trim()).filter((entry) => entry !== '')
    const wrong = entries.find((entry) => !accepts(entry))
    if (wrong === undefined) return entries
    context.addIssue({ code: 'custom', message: `must be a list of ${expected}, and ${JSON.stringify(wrong)} is none`, params: { example } })
    return z.NEVER
  }).default([])

const isNameServer = (entry: string): boolean => {
  const { address = entry, port = '53' } = /^(?:\[(?<address>[^\]]+)\]|(?<address>[^:]+))(?::(?<port>\d{1,5}))?$/.exec(entry)?.groups ?? {}
  return ipaddr.isValid(address) && Number(port) > 0 && Number(port) <= 65_535
}
const isHost = (entry: string): boolean => /^(?=.{1,253}$)(\*\.)?[a-z\d]([a-z\d-]{0,62}(\.(?=[a-z\d])|$))*$/i.test(entry.replace(/:\d{1,5}$/, ''))
/** Of a host that ends in a number, which is an address (https://url.spec.whatwg.org/#ends-in-a-number-checker), no name is asked for: it is whole. */
const isFetchable = (entry: string): boolean => {
  const host = entry.replace(/:\d{1,5}$/, '')
  return isNetwork(entry) || (isHost(entry) && (isNetwork(host) || !/(?:^|\.)(?:\d+|0x[\da-f]*)$/i.test(host)))
}
const proxyNames = ['loopback', 'linklocal', 'uniquelocal']
const wholly = '(all numbers of an address, without zeros in front)'
const mailbox = z.email()
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const schema = z.object({
  DATA_DIR: variable('a folder', '/var/lib/portevoix', (text) => (text.includes('\0') ? null : resolve(text))).optional(),
  PORT: variable('a port from 0 to 65535', '3000', numberIn(0, 65_535)).default(3000),
  HOST: variable('an address of this machine or a host name', '0.0.0.0', (text) => (ipaddr.isValid(text) || isHost(text) ? text : null)).default('127.0.0.1'),
  BASE_URL: variable('the address people open, http or https, with or without a path (letters, digits, ~ . _ - and not /l)', 'https://ambassadors.example.org', placeOfPages).optional(),
  LINKS_BASE_URL: variable('the address of the short links, http or https, with or without a path', 'https://go.example.org', place).optional(),
  DATABASE_URL: variable('the address of a PostgreSQL database', 'postgres://portevoix:password@db.example.org:5432/portevoix', address('postgres:', 'postgresql:'), true).optional(),
  SMTP_URL: variable('the address of a mail server', 'smtps://user:password@mail.example.org:465', address('smtp:', 'smtps:'), true).optional(),
  MAIL_FROM: variable('a sender, an address with or without a name', 'Ambassadors <ambassadors@example.org>',
    (text) => (mailbox.safeParse(/^[^<>\r\n]*<([^<>]+)>$/.exec(text)?.[1] ?? text).success ? text : null)).optional(),
  JOURNAL_LIMIT_MB: variable('a number of megabytes from 1 to 99999', '1024', numberIn(1, 99_999)).default(1_024),
  // figures of single visits may be kept for 25 months; what the switches of reasons tell goes back 30 days
  HITS_KEPT_DAYS: variable('a number of days from 30 to 750', '90', numberIn(30, 750)).default(180),
  DRAIN_SECONDS: variable('a number of seconds from 0 to 600', '10', numberIn(0, 600)).default(0),
  LOG_LEVEL: variable(`one of ${levels.join(', ')}`, 'info', (text) => levels.find((level) => level === text) ?? null).default('info'),
  METRICS_PORT: variable('a port from 0 to 65535', '9464', numberIn(0, 65_535)).optional(),
  METRICS_TOKEN: variable('a secret of at least 16 characters without spaces', '$(openssl rand -hex 16)', (text) => (/^\S{16,}$/.test(text) ? text : null), true).optional(),
  PORTEVOIX_SECRET_KEY: variable('32 bytes in base64 or hexadecimal', '$(openssl rand -base64 32)', parseSecretKey, true).optional(),
  DNS_SERVERS: listOf('the addresses of name servers, with or without a port', '10.0.0.2,[2001:db8::2]:53', isNameServer),
  OUTBOUND_ALLOW: listOf('private addresses, networks or hosts that may be fetched', '10.1.0.0/16,intranet.example.org', isFetchable),
  LISTED_NETWORKS: listOf(`addresses or networks whose visits are no clicks ${wholly}`, '192.0.2.0/24,2001:db8::/32', isNetwork),
  TRUSTED_PROXIES: listOf(`the addresses or networks of your proxies ${wholly}, or ${proxyNames.join(', ')}`, '10.0.0.0/8,127.0.0.1', (entry) => isNetwork(entry) || proxyNames.includes(entry)),
})

/** How this installation is set; every path is absolute, every address has no slash at its end. */
export interface Settings {
  data_dir: string
  host: string
  /** 0: any free port. */
  port: number
  /** Where people open Portevoix, the path that it lies beneath included; with port 0 and no BASE_URL it is known by `onPort` once listening. */
  base_url: string
  /** The short links' own address; null: base_url. */
  links_base_url: string | null
  /** null: the embedded PostgreSQL. */
  database_url: string | null
  /** null: mails stay in the outbox and as .eml files. */
  smtp_url: string | null
  mail_from: string
  /** How much of the clicks' journal may wait for a database that is away, in megabytes. */
  journal_limit_mb: number
  /** How long single hits are kept; what they add up to stays. */
  hits_kept_days: number
  /** How long a process that was told to stop goes on answering while it says that it is not ready. */
  drain_seconds: number
  log_level: (typeof levels)[number]
  services: readonly Service[]
  metrics_port: number | null
  metrics_token: string | null
  /** null: `<data_dir>/secret.key`. */
  secret_key: Buffer | null
  /** Which name servers are asked about short domains; none named: the system's. */
  dns_servers: readonly string[]
  /** Private addresses, networks and hosts that the guarded client may fetch. */
  outbound_allow: readonly string[]
  /** Networks whose visits are no clicks: security scanners', monitoring services'. */
  listed_networks: readonly string[]
  /** Whose X-Forwarded-* headers are believed. */
  trusted_proxies: readonly string[]
}

const isService = (name: string): name is Service => services.some((service) => service === name)

const readServices = (args: readonly string[]): readonly Service[] => {
  const { values, positionals } = parseArgs({ args: [...args], options: { services: { type: 'string' } }, strict: false })
  const [unknown] = [...positionals, ...Object.keys(values).filter((name) => name !== 'services').map((name) => `--${name}`)]
  if (unknown !== undefined) throw new Refusal(`${JSON.stringify(unknown)} is not understood: the only option is --services, for example --services=web,links.`)
  if (values.services === undefined) return services
  const names = typeof values.services === 'string' ? values.services.split(',').map((name) => name.trim()) : []
  if (names.length > 0 && names.every(isService)) return services.filter((service) => names.includes(service))
  throw new Refusal(`--services must be a list of web, links and worker, not ${JSON.stringify(values.services)}: write for example --services=web,links.`)
}

const explain = (error: z.ZodError): string =>
  error.issues.map((issue) => {
    const params: unknown = issue.code === 'custom' ? issue.params : undefined
    const example = typeof params === 'object' && params !== null && 'example' in params ? String(params.example) : ''
    const name = issue.path.join('.')
    return `${name} ${issue.message}: write for example ${name}=${example}.`
  }).join('\n')

/** Where a process is opened on this machine. */
export const localUrl = (port: number): string => `http://localhost:${port}`

/** Who sends the mails of an installation where MAIL_FROM does not say. */
export const senderOf = (base_url: string): string => `Portevoix <portevoix@${new URL(base_url).hostname}>`

/**
 * Reads and checks the environment; an empty variable counts as absent.
 * @throws Refusal naming each variable that is wrong, the value got (never a secret) and an example.
 */
export const readSettings = (env: NodeJS.ProcessEnv = process.env, args: readonly string[] = process.argv.slice(2)): Settings => {
  const present = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, text?.trim()]).filter(([, text]) => text))
  const read = schema.safeParse(present)
  if (!read.success) throw new Refusal(explain(read.error))
  const { data } = read
  const base_url = data.BASE_URL ?? localUrl(data.PORT)
  return {
    data_dir: data.DATA_DIR ?? join(import.meta.dirname, '../data'),
    host: data.HOST,
    port: data.PORT,
    base_url,
    links_base_url: data.LINKS_BASE_URL ?? null,
    database_url: data.DATABASE_URL ?? null,
    smtp_url: data.SMTP_URL ?? null,
    mail_from: data.MAIL_FROM ?? senderOf(base_url),
    journal_limit_mb: data.JOURNAL_LIMIT_MB,
    hits_kept_days: data.HITS_KEPT_DAYS,
    drain_seconds: data.DRAIN_SECONDS,
    log_level: data.LOG_LEVEL,
    services: readServices(args),
    metrics_port: data.METRICS_PORT ?? null,
    metrics_token: data.METRICS_TOKEN ?? null,
    secret_key: data.PORTEVOIX_SECRET_KEY ?? null,
    dns_servers: data.DNS_SERVERS,
    outbound_allow: data.OUTBOUND_ALLOW,
    listed_networks: data.LISTED_NETWORKS,
    trusted_proxies: data.TRUSTED_PROXIES,
  }
}

/** Whether BASE_URL was written, rather than made of the port. */
export const addressIsWritten = (env: NodeJS.ProcessEnv = process.env): boolean => Boolean(env['BASE_URL']?.trim())

/** The settings once the server listens: with PORT=0 the port, and the address that follows from it, are known only then. */
export const onPort = (settings: Settings, port: number): Settings => ({
  ...settings,
  port,
  base_url: settings.base_url === localUrl(settings.port) ? localUrl(port) : settings.base_url,
})
