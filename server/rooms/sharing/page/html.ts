import { hash } from 'node:crypto'
import { readableOn } from '@portevoix/contract/colour'
import type { Language } from '@portevoix/contract/shapes'
import { sanitiseHtml } from '#kit/html'
import { basePath } from '#kit/http/base-path'
import { words } from '#kit/words'
import type { PublicText } from '#room/content'
import { styleOf } from './style.ts'

/** Whose page it is. */
export interface House { name: string; colour: string; logo_address: string | null; time_zone: string; demonstration: boolean }

/** A page and the policy that it is shown under. */
export interface Page { html: string; policy: string }

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)

/** Nothing runs, nothing is sent, nothing comes from elsewhere: our own style, and pictures of this installation. */
const policyOf = (style: string): string =>
  `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

const neutral = '#2b2a33'

const sign = ({ name, logo_address }: House): string =>
  `<header>${logo_address === null ? '' : `<img src="${escape(logo_address)}" alt="">`}<span>${escape(name)}</span></header>`

/** Without an icon of its own, a page has its browser ask the host for one: beneath a path that is another site's. */
const iconOf = (path: string): string => (path === '' ? '' : `<link rel="icon" href="${path}/icon.svg" type="image/svg+xml">\n`)

const dress = (language: Language, house: House | null, { title, head, main, footer }: { title: string; head: string; main: string; footer: string }): Page => {
  const colour = house?.colour ?? neutral
  const style = styleOf(colour, readableOn(colour))
  const notice = house?.demonstration ? `<p>${escape(words(language, 'sharing.page')('demonstration'))}</p>` : ''
  const html = `<!doctype html>
<html lang="${language}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta name="theme-color" content="${colour}"><title>${escape(title)}</title>
${head}<style>${style}</style></head>
<body>${house ? sign(house) : ''}<main>${main}</main>${footer === '' && notice === '' ? '' : `<footer>${footer}${notice}</footer>`}</body></html>`
  return { html, policy: policyOf(style) }
}

const meta = (attribute: 'property' | 'name', name: string, content: string): string => (content === '' ? '' : `<meta ${attribute}="${name}" content="${escape(content)}">\n`)

/** Where the page and its picture are; networks want whole addresses. */
export interface Place { base_url: string; path: string; image_path: string | null }

/** A text as the public reads it, in the text's own language. */
export const textPage = (text: PublicText, house: House, { base_url, path, image_path }: Place): Page => {
  const language = text.language === 'en' ? 'en' : 'fr'
  const say = words(language, 'sharing.page', house.time_zone)
  const address = `${base_url}${path}`
  const under = basePath(base_url)
  const image = image_path === null || text.media_size === null ? null : { path: image_path, width: String(text.media_size[0]), height: String(text.media_size[1]) }
  const picture = image === null ? '' : `<img class="picture" src="${escape(`${under}${image.path}`)}" alt="${escape(text.image_alt)}" width="${image.width}" height="${image.height}">`
  const open_graph = [
    meta('name', 'description', text.excerpt), meta('property', 'og:type', 'article'), meta('property', 'og:url', address), meta('property', 'og:title', text.title),
    meta('property', 'og:description', text.excerpt), meta('property', 'og:site_name', house.name), meta('property', 'og:locale', language === 'en' ? 'en_GB' : 'fr_FR'),
    ...(image === null ? [] : [
      meta('property', 'og:image', `${base_url}${image.path}`), meta('property', 'og:image:width', image.width), meta('property', 'og:image:height', image.height),
      meta('property', 'og:image:alt', text.image_alt),
    ]),
    meta('name', 'twitter:card', image === null ? 'summary' : 'summary_large_image'),
  ].join('')
  return dress(language, house, {
    title: text.title,
    head: `${iconOf(under)}<link rel="canonical" href="${escape(address)}">\n${open_graph}`,
    main: `${picture}<article><h1>${escape(text.title)}</h1>
<p class="when"><time datetime="${text.published_at.toISOString()}">${escape(say('published', { date: text.published_at }))}</time> · ${escape(say('minutes', { minutes: text.reading_minutes }))}</p>
${sanitiseHtml(text.body_html)}</article>`,
    footer: `<p>${escape(say('by', { organisation: house.name }))}</p>`,
  })
}

/** What is shown in place of a text that is no longer there for the public, or never was. */
export const gonePage = (language: Language, house: House | null, base_url: string): Page => {
  const say = words(language, 'sharing.page')
  return dress(language, house, {
    title: say('gone_title'), head: iconOf(basePath(base_url)), footer: '',
    main: `<article class="gone"><h1>${escape(say('gone_title'))}</h1><p>${escape(say('gone_detail'))}</p><p>${escape(say('gone_advice'))}</p></article>`,
  })
}
