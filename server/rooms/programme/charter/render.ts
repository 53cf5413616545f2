import { Marked, type Token } from 'marked'
import { sanitiseHtml } from '#kit/html'
import { flawOf, most_html_characters, type Flaw } from './measure.ts'

const markdown = new Marked({ gfm: true, breaks: false })

export type Rendering = { ok: true; html: string } | { ok: false; flaw: Flaw }

const addressOf = (token: Token): number => (token.type === 'link' || token.type === 'image' ? String(token['href'] ?? '').length + String(token['title'] ?? '').length : 0)

const render = (text: string): Rendering => {
  const flaw = flawOf(text)
  if (flaw) return { ok: false, flaw }
  const tokens = markdown.lexer(text)
  // one address, written once, may be led to from everywhere: it is measured before it is written out each time
  let addresses = 0
  void markdown.walkTokens(tokens, (token) => { addresses += addressOf(token) })
  if (addresses > most_html_characters) return { ok: false, flaw: 'charter_too_heavy' }
  const html = markdown.parser(tokens)
  return html.length > most_html_characters ? { ok: false, flaw: 'charter_too_heavy' } : { ok: true, html: sanitiseHtml(html) }
}

/** A charter's Markdown as HTML fit for any page of ours: what a rich text may hold, and nothing that runs; or why no page could hold it. */
export const renderCharter = (text: string): Rendering => {
  try {
    return render(text)
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, flaw: 'charter_too_deep' }
    throw error
  }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** As many published texts as are read at one time; the oldest goes first. */
const most_kept = 100
const kept = new Map<string, string>()

/** A published text, which never changes: rendered once. One from before there were limits is shown as it is written. */
export const publishedCharter = (key: string, text: string): string => {
  const known = kept.get(key)
  if (known !== undefined) return known
  const rendering = renderCharter(text)
  const html = rendering.ok ? rendering.html : `<pre>${escaped(text)}</pre>`
  const [oldest] = kept.keys()
  if (kept.size >= most_kept && oldest !== undefined) kept.delete(oldest)
  kept.set(key, html)
  return html
}
