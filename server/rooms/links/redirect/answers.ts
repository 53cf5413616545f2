import type { ServerResponse } from 'node:http'
import type { Language } from '@portevoix/contract/shapes'
import { notice, type House, type Page } from './pages.ts'

/** How long a browser or a robot should wait before it tries again, in seconds. */
const retrySeconds = 2

const sendPage = (response: ServerResponse, status: number, { html, policy }: Page, more: readonly string[] = []): void => {
  response.writeHead(status, [
    'Content-Type', 'text/html; charset=utf-8', 'Content-Length', String(Buffer.byteLength(html)), 'Cache-Control', 'no-store',
    'Content-Security-Policy', policy, 'X-Content-Type-Options', 'nosniff', 'Vary', 'Accept-Language, User-Agent', ...more,
  ])
  response.end(html)
}

/** On to the target; the headers were made with the link. */
export const sendRedirect = (response: ServerResponse, headers: string[]): void => {
  response.writeHead(302, headers)
  response.end()
}

export const sendCard = (response: ServerResponse, page: Page): void => { sendPage(response, 200, page) }

export const sendNotFound = (response: ServerResponse, language: Language, house: House | null): void => {
  sendPage(response, 404, notice('not_found', language, house))
}

/** The link was ended: what it led to is no longer there for the public. */
export const sendRemoved = (response: ServerResponse, language: Language, house: House | null): void => {
  sendPage(response, 404, notice('removed', language, house))
}

/** No link is served on this host, whatever it is (RFC 9110, 15.5.20). */
export const sendMisdirected = (response: ServerResponse, language: Language): void => {
  sendPage(response, 421, notice('misdirected', language, null))
}

/** An organisation's own host has nothing but links: robots are let in to all of them. */
export const sendRobots = (response: ServerResponse, links: string): void => {
  const text = `User-agent: *\nAllow: ${links}\n${links === '/' ? '' : 'Disallow: /\n'}`
  response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': text.length })
  response.end(text)
}

export const sendUnavailable = (response: ServerResponse, language: Language, house: House | null): void => {
  sendPage(response, 503, notice('unavailable', language, house), ['Retry-After', String(retrySeconds)])
}

export const sendNotAllowed = (response: ServerResponse): void => {
  response.writeHead(405, ['Allow', 'GET, HEAD', 'Content-Length', '0'])
  response.end()
}
