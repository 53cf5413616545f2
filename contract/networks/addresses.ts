import { test as isAddress } from 'linkifyjs'

/** Where a web address stands in a text, in UTF-16 units, end excluded. */
export interface Span {
  start: number
  end: number
}

const latin =
  '\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u024F\\u0253\\u0254\\u0256\\u0257\\u0259\\u025B\\u0263\\u0268\\u026F\\u0272\\u0289\\u028B\\u02BB\\u0300-\\u036F\\u1E00-\\u1EFF'
/** What cannot be in a host name: punctuation, spaces, direction marks, non-characters. */
const outsideLabel =
  "!'#%&()*+,\\\\./:;<=>?@\\[\\]^{|}~$\\s\\x85\\u180E\\uFFFE\\uFEFF\\uFFFF\\u202A-\\u202E\\u061C\\u200E\\u200F\\u2066-\\u2069"
const outside = `${outsideLabel}\\-_`
const label = `[^${outside}][^${outsideLabel}]*`
const inPath = `a-z\\u0400-\\u04FF0-9!*';:=+,.$/%#\\[\\]\\-\\u2013_~@|&${latin}`
const balanced = `\\((?:[${inPath}]|\\([${inPath}]+\\))+\\)`

// A bare host starts where a word does; a scheme may follow any letter that is not ASCII.
const candidate = new RegExp(
  `(?:(?<![A-Za-z0-9@＠$#＃\\uFFFE\\uFEFF\\uFFFF])(https?://)|(?<![^${outside}\\uFE0F\\u20E3]|[-_./@$#\\uFFFE\\uFEFF\\uFFFF]))(${label}(?:\\.${label})+)`,
  'gi',
)
const latinHost = new RegExp(`(?:[-a-z0-9${latin}]+\\.)+(?:[-a-z0-9${latin}]+|[^-_.a-z0-9]+)`, 'gi')
const port = /:[0-9]+/y
const path = new RegExp(`/(?:[${inPath}]|${balanced})*`, 'iy')
const pathTail = new RegExp(`[^-+a-z\\u0400-\\u04FF0-9=_#/)${latin}]+$`, 'i')
const query = /\?[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]*/iy
const queryTail = /[^a-z0-9\-_&=#/]+$/i

const known = new Map<string, boolean>()
const isTopLevel = (name: string): boolean => {
  const lower = name.toLowerCase()
  if (/^xn--[-0-9a-z]+$/.test(lower)) return true
  const cached = known.get(lower)
  if (cached !== undefined) return cached
  const answer = isAddress(`https://a.${lower}`, 'url') && isAddress(`a.${lower}`, 'url')
  known.set(lower, answer)
  return answer
}

/** The longest beginning of `run` that is a host under a real top-level domain; '' when there is none. */
const hostOf = (run: string, next: string): string => {
  const labels = run.split('.')
  const broken = labels.findIndex((label) => /[-_]$/.test(label))
  if (broken !== -1) labels.length = broken + 1
  for (let size = labels.length; size >= 2; size -= 1) {
    const last = labels[size - 1] ?? ''
    // Only a subdomain may have an underscore.
    if (labels[size - 2]?.includes('_') === true) continue
    const after = size < labels.length ? '.' : next
    const whole = !/^[0-9a-z@+-]/i.test(after) && isTopLevel(last)
    if (whole) return labels.slice(0, size).join('.')
    const start = /^(?:xn--[-0-9a-z]+|[a-z]+)(?![0-9a-z@+-])/i.exec(last)?.[0]
    if (start !== undefined && start.length < last.length && isTopLevel(start)) return [...labels.slice(0, size - 1), start].join('.')
  }
  return ''
}

const matchAt = (expression: RegExp, text: string, index: number): string => {
  expression.lastIndex = index
  return expression.exec(text)?.[0] ?? ''
}

/** Path and query that follow a host, without the punctuation of the sentence around them. */
const restAt = (text: string, index: number): { rest: string; has_path: boolean } => {
  const portText = matchAt(port, text, index)
  const pathText = matchAt(path, text, index + portText.length)
  const kept = pathText === '' ? '' : `/${pathText.slice(1).replace(pathTail, '')}`
  const from = index + portText.length + kept.length
  const asked = matchAt(query, text, from).replace(queryTail, '')
  return { rest: portText + kept + (asked.length > 1 ? asked : ''), has_path: kept !== '' }
}

/**
 * The web addresses of a text, as X and Mastodon find them (twitter-text's rules): with or without a scheme, under a real
 * top-level domain, never inside an e-mail address, trailing punctuation left out, brackets kept when balanced.
 */
export const find = (text: string, options: { needs_scheme: boolean } = { needs_scheme: false }): Span[] => {
  const spans: Span[] = []
  candidate.lastIndex = 0
  for (let match = candidate.exec(text); match !== null; match = candidate.exec(text)) {
    const [whole, scheme, run = ''] = match
    const runStart = match.index + whole.length - run.length
    const host = hostOf(run, text[runStart + run.length] ?? '')
    if (host === '') {
      // No beginning of the run is a host; its last label may still open a scheme.
      candidate.lastIndex = runStart + run.lastIndexOf('.')
      continue
    }
    const hostEnd = runStart + host.length
    const { rest, has_path } = restAt(text, hostEnd)
    candidate.lastIndex = hostEnd + rest.length
    if (scheme !== undefined) spans.push({ start: match.index, end: hostEnd + rest.length })
    else if (!options.needs_scheme) spans.push(...bareHosts(host, runStart, has_path ? rest.length : 0))
  }
  return spans
}

/** Without a scheme only hosts in Latin letters are links; the last one takes the path. */
const bareHosts = (host: string, start: number, restLength: number): Span[] => {
  const spans: Span[] = []
  for (const match of host.matchAll(latinHost)) {
    const name = hostOf(match[0], host[match.index + match[0].length] ?? '')
    if (name !== '') spans.push({ start: start + match.index, end: start + match.index + name.length })
  }
  const last = spans.at(-1)
  if (last !== undefined) last.end += restLength
  return spans
}
