import { randomBytes } from 'node:crypto'
import type { Domain, DomainTrouble } from '@portevoix/contract/links'
import { emit } from '#kit/bus'
import type { Ctx, Kit } from '#kit/context'
import { newId } from '#kit/ids'
import { found, problem, refuseField } from '#kit/problem'
import { shownHost } from '#kit/shown-host'
import { audit } from '#room/organisations'
import {
  deleteDomain, holdHost, insertDomain, isTaken, noteCheck, readDomain, readDomains, setPreferred, setTold, setVerified, takeOver, type DomainRow,
} from '../queries/domains.ts'
import { linkAddress, ownHost, ownHosts } from '../rules.ts'
import { textRecords } from './look-up.ts'
import { domainLimit, goneBefore, hostFrom, isToBeTold, recordOf, stateOf, tokensIn, troubleOf } from './rules.ts'

const present = ({ kit: { settings } }: Ctx) => (row: DomainRow): Domain => ({
  id: row.id, host: row.host, shown_host: shownHost(row.host), state: stateOf(row), trouble: row.trouble, record: recordOf(row),
  leads_to: hostFrom(ownHost(settings)), preferred: row.preferred, added_at: row.added_at.toISOString(),
  verified_at: row.verified_at?.toISOString() ?? null, verified_by: row.verified_by,
  checked_at: row.checked_at?.toISOString() ?? null, failing_since: row.failing_since?.toISOString() ?? null, links: row.links,
})

export const shownDomains = async (ctx: Ctx): Promise<Domain[]> => (await readDomains(ctx)).map(present(ctx))

export const shownDomain = async (ctx: Ctx, id: string): Promise<Domain> => present(ctx)(found(await readDomain(ctx, id)))

/** Where links lead from when no domain is preferred, without a slug. */
export const usualAddress = (ctx: Ctx): string => linkAddress(ctx.kit.settings, '', null)

/** Adds a host, still to be proved, though another organisation may hold it: domains are sold. @throws Problem 422 where it is no host, or the installation's. */
export const addDomain = async (ctx: Ctx, written: string): Promise<string> => {
  const host = hostFrom(written) ?? refuseField('host', 'links.no_host')
  if (ownHosts(ctx.kit.settings).includes(host)) refuseField('host', 'links.host_of_installation')
  await holdHost(ctx, host)
  const known = await readDomains(ctx)
  if (known.some((domain) => domain.host === host)) refuseField('host', 'links.host_known')
  if (known.length >= domainLimit) problem(409, 'links.too_many_domains', { values: { limit: domainLimit } })
  const id = newId()
  await insertDomain(ctx, { id, host, token: randomBytes(18).toString('base64url'), taken: await isTaken(ctx, host) })
  await audit(ctx, 'domain.added', id, { host })
  return id
}

type Records = Awaited<ReturnType<typeof textRecords>>

/** The record is there: whether another organisation holds the host all the same. One whose own has been gone for long holds it no more, and both are told. */
const isHeld = async (ctx: Ctx, { id, host }: DomainRow, records: readonly string[]): Promise<boolean> => {
  if (!(await isTaken(ctx, host))) return false
  const former = await takeOver(ctx, { host, seen: tokensIn(records), before: goneBefore(ctx.now) })
  if (!former) return true
  const passed = { name: 'links.domain_passed', host: shownHost(host) }
  await emit({ ...ctx, organisation_id: former.organisation_id }, { ...passed, domain_id: former.id, gained: false })
  await emit(ctx, { ...passed, domain_id: id, gained: true })
  return false
}

/** Whether what the name servers say proves the host, which is held (`holdHost`), given who else may have it. */
const settle = async (ctx: Ctx, domain: DomainRow, records: Records): Promise<DomainTrouble | null> => {
  const looked_up = troubleOf(records, recordOf(domain).value)
  const trouble = looked_up === null && records !== 'no_answer' && domain.verified_at === null && await isHeld(ctx, domain, records) ? 'taken' : looked_up
  await noteCheck(ctx, domain.id, trouble)
  if (trouble === null && domain.verified_at === null) {
    await setVerified(ctx, domain.id)
    await audit(ctx, 'domain.verified', domain.id, { host: domain.host })
  }
  return trouble
}

/** Opens a transaction of its own: what the name servers take their time for must hold none. */
type Within = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>

/** Looks a domain's record up and notes what came of it; a domain that was removed meanwhile is none. */
export const checkDomain = async (kit: Kit, within: Within, id: string): Promise<void> => {
  const domain = found(await within((ctx) => readDomain(ctx, id)))
  const { name, value } = recordOf(domain)
  const records = await textRecords(kit.settings.dns_servers, name)
  await within(async (ctx) => {
    await holdHost(ctx, domain.host)
    await settle(ctx, found(await readDomain(ctx, id)), records)
    const after = found(await readDomain(ctx, id))
    if (!isToBeTold(after, ctx.now)) return
    await setTold(ctx, id)
    await emit(ctx, { name: 'links.domain_failing', domain_id: id, host: shownHost(after.host), since: after.failing_since?.toISOString(), record_name: name, record_value: value })
  })
}

/** New shares are made on it. @throws Problem 409 before it is proved. */
export const preferDomain = async (ctx: Ctx, id: string): Promise<void> => {
  const domain = found(await readDomain(ctx, id))
  if (domain.verified_at === null) problem(409, 'links.not_verified')
  await setPreferred(ctx, id)
  await audit(ctx, 'domain.preferred', id, { host: domain.host })
}

/** New shares are made on the installation's own address again. */
export const unpreferDomain = async (ctx: Ctx, id: string): Promise<void> => {
  const domain = found(await readDomain(ctx, id))
  if (!domain.preferred) return
  await setPreferred(ctx, null)
  await audit(ctx, 'domain.unpreferred', id, { host: domain.host })
}

/** The host is served no more; the links that were made on it go on at the installation's own address. */
export const removeDomain = async (ctx: Ctx, id: string): Promise<void> => {
  const { host } = found(await readDomain(ctx, id))
  await deleteDomain(ctx, id)
  await audit(ctx, 'domain.removed', id, { host })
}
