import { DOMParser } from 'linkedom'

const entity = /<!ENTITY\s+([\w.-]{1,64})\s+(?:"([^"<&%]{0,1000})"|'([^'<&%]{0,1000})')\s*>/gi

/** Entities that the document declares for itself; plain ones only, so that none can grow into a bomb. */
const declaredEntities = (doctype: string) => new Map([...doctype.matchAll(entity)].slice(0, 100).map(([, name = '', double, single]) => [name, double ?? single ?? '']))

/** Characters that entities may add in all. */
const max_growth = 1_000_000

const endOfDoctype = (text: string, start: number) => {
  const close = text.indexOf('>', start)
  const open = text.indexOf('[', start)
  if (open === -1 || open > close) return close === -1 ? text.length : close + 1
  const end = text.indexOf(']', open)
  const after = end === -1 ? -1 : text.indexOf('>', end)
  return after === -1 ? text.length : after + 1
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

// Atom 0.3, section 3.1.1: mode="base64"; Atom 1.0, RFC 4287 section 4.1.3.3: a media type that is neither text nor XML.
const encoded = /<(title|tagline|subtitle|summary|content|copyright|rights|info)\b([^>]*\b(?:mode\s*=\s*["']base64|type\s*=\s*["']application\/octet-stream)["'][^>]*)>([A-Za-z\d+/=\s]*)<\/\1\s*>/g

/**
 * A document as the parser takes it: from its first tag on, without the document type (whose own entities are put in their
 * places), without control characters that XML forbids, with base64 texts decoded.
 */
export const prepare = (raw: string): string => {
  let text = raw.replace(/(?![\t\n\r])\p{Cc}|\uFEFF/gu, '').trim()
  if (text.startsWith('{')) return text
  const first = text.indexOf('<')
  if (first === -1) return ''
  text = text.slice(first)
  const start = text.search(/<!DOCTYPE\b/i)
  if (start !== -1) {
    const end = endOfDoctype(text, start)
    const entities = declaredEntities(text.slice(start, end))
    text = text.slice(0, start) + text.slice(end)
    let growth = 0
    if (entities.size > 0) text = text.replace(/&([\w.-]{1,64});/g, (whole, name: string) => {
      growth += entities.get(name)?.length ?? 0
      return growth > max_growth ? whole : entities.get(name) ?? whole
    })
  }
  return text.replace(encoded, (_, name: string, attributes: string, body: string) =>
    `<${name}${attributes}>${escaped(Buffer.from(body, 'base64').toString())}</${name}>`)
}

/** Whether it is worth repairing: a web page that was asked for by mistake is not. */
export const isFeedLike = (text: string): boolean => /<(?:\w+:)?(?:rss|rdf|feed)[\s>]/i.test(text.slice(0, 5000))

/** What was cut off, left open or never escaped, as the nearest well-formed document. */
export const repair = (text: string): string => new DOMParser().parseFromString(text, 'text/xml').documentElement?.outerHTML ?? ''
