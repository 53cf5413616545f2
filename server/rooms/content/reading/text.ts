import sanitizeHtml from 'sanitize-html'

const blocks = ['address', 'article', 'aside', 'blockquote', 'br', 'dd', 'div', 'dl', 'dt', 'figcaption', 'figure', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'ol', 'p', 'pre', 'section', 'table', 'td', 'th', 'tr', 'ul']
const silent = ['script', 'style', 'textarea', 'option', 'noscript', 'noembed', 'noframes', 'iframe', 'template', 'svg', 'math']
// Titles and summaries are far shorter; deep nesting costs the square of its depth.
const longest = 20_000
const escapes: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }

// Neither NUL nor lone surrogates can be stored; the other control characters and the invisible ones are never meant.
// Nor is what would turn the direction of a text, and of whatever is shown after it.
const unwanted = /(?![\t\n\r])\p{Cc}|[\u200B\u2060\uFEFF\u00AD\u202A-\u202E\u2066-\u2069]/gu

/** Text on one line, as a person would read it. */
export const oneLine = (text: string): string => text.toWellFormed().replace(unwanted, '').replace(/\s+/g, ' ').trim()

/** Text in paragraphs. */
export const paragraphs = (text: string): string =>
  text.toWellFormed().replace(unwanted, '').replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n').replace(/\n{3,}/g, '\n\n').trim()

/** What HTML says, without its tags: entities decoded, blocks on lines of their own, scripts and styles gone. Of the first `max` characters. */
export const plainText = (whole: string, max = longest): string => {
  const html = whole.slice(0, max)
  if (!/[<&]/.test(html)) return paragraphs(html)
  const kept = sanitizeHtml(html, { allowedTags: blocks, allowedAttributes: {}, nonTextTags: silent, parser: { lowerCaseTags: true } })
  return paragraphs(kept.replace(/<[^>]*>/g, '\n').replace(/&(?:lt|gt|quot|amp);/g, (escape) => escapes[escape] ?? escape)).replace(/\n+/g, '\n')
}

/**
 * Whether a text that ought to be plain is HTML all the same, as publishers often put it: it closes a tag, holds one that
 * stands alone, or holds an entity. (The rule of the Universal Feed Parser, `loose.py` `lookslikehtml`.)
 */
export const looksLikeHtml = (text: string): boolean => /<\/[a-z][\w:-]*\s*>|<(?:br|hr|img|p)\b[^>]*>|&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]+);/i.test(text)

/** At most so many characters, cut between words. */
export const excerpt = (text: string, max: number): string => {
  if (text.length <= max) return text
  const cut = text.slice(0, max)
  const space = cut.lastIndexOf(' ')
  return `${(space > max / 2 ? cut.slice(0, space) : cut.slice(0, -1)).toWellFormed().replace(/[\s,;:.\uFFFD]+$/, '')}…`
}
