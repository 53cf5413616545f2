import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { onPort, readSettings } from './env.ts'
import { Refusal } from '#kit/refusal'

const read = (env: NodeJS.ProcessEnv, args: string[] = []) => readSettings(env, args)

const refusal = (env: NodeJS.ProcessEnv, args: string[] = []): string => {
  try {
    read(env, args)
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
  return 'accepted'
}

describe('an empty environment', () => {
  it('gives settings that work on one machine', () => {
    expect(read({})).toEqual({
      data_dir: resolve(import.meta.dirname, '../data'), host: '127.0.0.1', port: 3000, base_url: 'http://localhost:3000', links_base_url: null,
      database_url: null, smtp_url: null, mail_from: 'Portevoix <portevoix@localhost>', log_level: 'info', journal_limit_mb: 1_024, hits_kept_days: 180, drain_seconds: 0, services: ['web', 'links', 'worker'],
      metrics_port: null, metrics_token: null, secret_key: null, dns_servers: [], outbound_allow: [], listed_networks: [], trusted_proxies: [],
    })
  })

  it('takes empty variables, as compose files pass them, for absent', () => {
    expect(read({ SMTP_URL: '', PORT: ' ', BASE_URL: '' })).toEqual(read({}))
  })
})

describe('settings', () => {
  it('reads every variable', () => {
    const key = Buffer.alloc(32, 7)
    expect(read({
      DATA_DIR: 'some/where', PORT: '8080', HOST: '::', BASE_URL: 'https://ambassadeurs.example.fr/', LINKS_BASE_URL: 'https://go.example.fr',
      DATABASE_URL: 'postgres://a:b@db/portevoix', SMTP_URL: 'smtps://u:p@mail:465', MAIL_FROM: 'Les ambassadeurs <a@example.fr>', LOG_LEVEL: 'debug', JOURNAL_LIMIT_MB: '64', HITS_KEPT_DAYS: '750', DRAIN_SECONDS: '10',
      METRICS_PORT: '9464', METRICS_TOKEN: 'x'.repeat(16), PORTEVOIX_SECRET_KEY: key.toString('base64'),
      OUTBOUND_ALLOW: '10.0.0.0/8, intranet.example.fr,fd00::/8,wiki:8443,127.0.0.1:8080', TRUSTED_PROXIES: 'loopback,192.0.2.1', LISTED_NETWORKS: '192.0.2.0/24, 2001:db8::1',
      DNS_SERVERS: '127.0.0.1:5353, ::1,[2001:db8::2]:53',
    }, ['--services=worker,web'])).toEqual({
      data_dir: join(process.cwd(), 'some/where'), port: 8080, host: '::', base_url: 'https://ambassadeurs.example.fr', links_base_url: 'https://go.example.fr',
      database_url: 'postgres://a:b@db/portevoix', smtp_url: 'smtps://u:p@mail:465', mail_from: 'Les ambassadeurs <a@example.fr>', log_level: 'debug', journal_limit_mb: 64, hits_kept_days: 750, drain_seconds: 10,
      services: ['web', 'worker'], metrics_port: 9464, metrics_token: 'x'.repeat(16), secret_key: key,
      outbound_allow: ['10.0.0.0/8', 'intranet.example.fr', 'fd00::/8', 'wiki:8443', '127.0.0.1:8080'], trusted_proxies: ['loopback', '192.0.2.1'], listed_networks: ['192.0.2.0/24', '2001:db8::1'],
      dns_servers: ['127.0.0.1:5353', '::1', '[2001:db8::2]:53'],
    })
    for (const written of ['https://www.example.fr/go', 'https://www.example.fr/go/']) expect(read({ LINKS_BASE_URL: written }).links_base_url).toBe('https://www.example.fr/go')
    for (const written of ['https://www.example.fr/les/v_o.i-x~2', 'https://www.example.fr/les/v_o.i-x~2/']) expect(read({ BASE_URL: written }).base_url).toBe('https://www.example.fr/les/v_o.i-x~2')
    expect(read({ BASE_URL: 'https://www.example.fr/links' }).base_url).toBe('https://www.example.fr/links')
    expect(read({ PORTEVOIX_SECRET_KEY: key.toString('hex') }).secret_key).toEqual(key)
  })

  it.each([
    [{ PORT: '3000x' }, 'PORT must be a port from 0 to 65535, not "3000x": write for example PORT=3000.'],
    [{ PORT: '70000' }, 'PORT must be a port from 0 to 65535, not "70000": write for example PORT=3000.'],
    [{ BASE_URL: 'ambassadors.example.org' }, 'BASE_URL must be the address people open, http or https, with or without a path (letters, digits, ~ . _ - and not /l), not "ambassadors.example.org": write for example BASE_URL=https://ambassadors.example.org.'],
    [{ HITS_KEPT_DAYS: '1000' }, 'HITS_KEPT_DAYS must be a number of days from 30 to 750, not "1000": write for example HITS_KEPT_DAYS=90.'],
    [{ LISTED_NETWORKS: '10.0.0.0/8, 172.18/16,' }, 'LISTED_NETWORKS must be a list of addresses or networks whose visits are no clicks (all numbers of an address, without zeros in front), and "172.18/16" is none: write for example LISTED_NETWORKS=192.0.2.0/24,2001:db8::/32.'],
    [{ TRUSTED_PROXIES: 'loopback,10' }, 'TRUSTED_PROXIES must be a list of the addresses or networks of your proxies (all numbers of an address, without zeros in front), or loopback, linklocal, uniquelocal, and "10" is none: write for example TRUSTED_PROXIES=10.0.0.0/8,127.0.0.1.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud": write for example LOG_LEVEL=info.'],
  ])('refuses %j in one line that says what to write', (env, message) => {
    expect(refusal(env)).toBe(message)
  })

  it.each([
    { HOST: 'not a host' }, { BASE_URL: 'ftp://example.org' }, { BASE_URL: 'https://example.org/l' }, { BASE_URL: 'https://example.org/l/voix/' }, { BASE_URL: 'https://example.org/porte voix' }, { BASE_URL: 'https://example.org/préfixe' }, { BASE_URL: 'https://example.org/a//b' },
    { BASE_URL: 'https://example.org/a?b' }, { BASE_URL: 'https://example.org/a#b' }, { BASE_URL: 'https://example.org/a;b' }, { LINKS_BASE_URL: 'https://u:p@go.example.org' }, { LINKS_BASE_URL: 'https://www.example.org/go?to=' }, { LINKS_BASE_URL: 'https://www.example.org//go' }, { LINKS_BASE_URL: 'https://www.example.org/<go>' },
    { MAIL_FROM: 'Someone' }, { MAIL_FROM: 'a@example.org\r\nBcc: b@example.org' }, { METRICS_PORT: '-1' }, { JOURNAL_LIMIT_MB: '0' }, { HITS_KEPT_DAYS: '29' }, { HITS_KEPT_DAYS: '751' }, { HITS_KEPT_DAYS: '6 months' }, { LISTED_NETWORKS: 'example.org' }, { OUTBOUND_ALLOW: '10.0.0.0/33' }, { OUTBOUND_ALLOW: 'http://intranet' },
    { TRUSTED_PROXIES: 'proxy.example.org' }, { DNS_SERVERS: 'dns.example.org' }, { DNS_SERVERS: '127.0.0.1:70000' },
  ])('refuses %j', (env) => {
    const [name] = Object.keys(env)
    expect(refusal(env)).toMatch(new RegExp(`^${name} must be .*: write for example ${name}=.+\\.$`))
  })

  it.each(['172.18/16', '192.0.2/24', '10', '010.0.0.1', '0x0a.0.0.1', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/255.0.0.0', '10.0.0.0/', '10.0.0.0/8/8', '2001:db8::/129', '2001:db8::/32/', '::ffff:10.0.0.0/95', '2001:db8:/32'])('takes %s for no network, wherever one is written', (entry) => {
    for (const name of ['LISTED_NETWORKS', 'TRUSTED_PROXIES', 'OUTBOUND_ALLOW']) expect(refusal({ [name]: `192.0.2.1,${entry}` })).toMatch(new RegExp(`^${name} must be a list of .*, and ${JSON.stringify(entry)} is none: write for example`))
  })

  it.each([
    { DATABASE_URL: 'mysql://root:s3cret-word@db/x' }, { SMTP_URL: 's3cret-word' }, { METRICS_TOKEN: 's3cret-word' }, { PORTEVOIX_SECRET_KEY: 's3cret-word' },
  ])('never repeats a secret: %j', (env) => {
    expect(refusal(env)).toContain('must be')
    expect(refusal(env)).not.toContain('s3cret-word')
  })

  it('tells everything that is wrong at once', () => {
    expect(refusal({ PORT: 'a', LOG_LEVEL: 'b' }).split('\n').map((line) => line.split(' ')[0])).toEqual(['PORT', 'LOG_LEVEL'])
  })
})

describe('--services', () => {
  it.each([[['--services', 'links'], ['links']], [['--services=web, worker'], ['web', 'worker']], [[], ['web', 'links', 'worker']]])('%j is %j', (args, expected) => {
    expect(read({}, args).services).toEqual(expected)
  })

  it.each([['--service=links'], ['links'], ['--json']])('refuses %s, which it does not know', (arg) => {
    expect(refusal({}, [arg])).toBe(`"${arg.replace(/=.*/, '')}" is not understood: the only option is --services, for example --services=web,links.`)
  })
  it.each([['--services=web,mail'], ['--services='], ['--services']])('refuses %s', (arg) => {
    expect(refusal({}, [arg])).toMatch(/^--services must be a list of web, links and worker, not .*: write for example --services=web,links\.$/)
  })
})

describe('onPort', () => {
  it('gives the address once the free port is known', () => {
    expect(onPort(read({ PORT: '0' }), 40123)).toMatchObject({ port: 40123, base_url: 'http://localhost:40123' })
  })
  it('leaves an address that was set', () => {
    expect(onPort(read({ PORT: '0', BASE_URL: 'https://a.example.org' }), 40123)).toMatchObject({ port: 40123, base_url: 'https://a.example.org' })
  })
})
