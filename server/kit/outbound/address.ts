import { Refusal } from './failures.ts'

// The ports of the Fetch standard's list (https://fetch.spec.whatwg.org/#port-blocking) from 1024 on, and those of
// databases and queues that take an HTTP request for commands.
const refused = new Set([1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211])

const isSensible = (port: number) => port === 80 || port === 443 || (port >= 1024 && !refused.has(port))

/** The address of something on the web; refuses what a browser's address bar would not open as a page. */
export const webAddress = (text: string, base?: URL): URL => {
  const url = URL.parse(text, base?.href)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') throw new Refusal('bad_address')
  if (url.username !== '' || url.password !== '') throw new Refusal('bad_address')
  if (url.port !== '' && !isSensible(Number(url.port))) throw new Refusal('bad_address')
  return url
}
