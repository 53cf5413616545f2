import { createHmac } from 'node:crypto'

/** What a request says of who made it; held for as long as it takes to answer. */
export interface Caller { ip: string; agent: string }

// 64 bits tell the visitors of one link on one day apart.
const keyed = (salt: Buffer, text: string): string => createHmac('sha256', salt).update(text).digest('hex').slice(0, 16)

/** The visitor of the day of one link, 16 hexadecimal digits: another on each link and, the salt being random, each day. */
export const visitorOf = (salt: Buffer, link_id: string, { ip, agent }: Caller): string => keyed(salt, `${link_id}|${ip}|${agent}`)

/** By which a sharer's own visits are recognised today, whatever the link. */
export const sharerMark = (salt: Buffer, member_id: string, { ip, agent }: Caller): string => keyed(salt, `sharer|${member_id}|${ip}|${agent}`)
