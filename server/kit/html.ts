import sanitizeHtml from 'sanitize-html'

/** What a rich text may hold: what the editor makes and no more. No image, style, class, form, frame or script. */
const allowedTags = ['p', 'br', 'h2', 'h3', 'h4', 'strong', 'b', 'em', 'i', 'u', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'hr', 'sub', 'sup', 'table', 'thead', 'tbody', 'tr', 'th', 'td']

const options: sanitizeHtml.IOptions = {
  allowedTags,
  allowedAttributes: { a: ['href', 'target', 'rel', 'hreflang', 'lang'], ol: ['start'], th: ['colspan', 'rowspan', 'scope'], td: ['colspan', 'rowspan'], p: ['lang', 'dir'], blockquote: ['lang', 'dir'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesAppliedToAttributes: ['href'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'noembed', 'noframes', 'iframe', 'template', 'svg', 'math', 'title', 'select'],
  nestingLimit: 50,
  transformTags: {
    // The page has a title of its own; what a text calls its first heading is a second one.
    h1: 'h2', h5: 'h4', h6: 'h4', del: 's', strike: 's',
    a: (tagName, attribs) => {
      const { href, hreflang, lang } = attribs
      const kept = { ...(href !== undefined && { href }), ...(hreflang !== undefined && { hreflang }), ...(lang !== undefined && { lang }) }
      // Opened apart, the page that it leads to can neither reach ours nor learn the address it came from.
      return { tagName, attribs: /^https?:/i.test(href?.trim() ?? '') ? { ...kept, target: '_blank', rel: 'noopener noreferrer nofollow' } : kept }
    },
  },
}

/** Rich text as it may be kept and shown: everything that is not on the list is dropped, its text kept. */
export const sanitiseHtml = (html: string): string => sanitizeHtml(html.replaceAll('\u0000', ''), options).trim()
