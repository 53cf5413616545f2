import { hash } from 'node:crypto'
import type { Language } from '@portevoix/contract/shapes'
import { words } from '#kit/words'
import type { Preview } from '../preview.ts'

/** Whose colours a page wears; `on_colour` can be read on `colour`. */
export interface House { name: string; colour: string; on_colour: string }

export interface Page { html: string; policy: string }

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)

const neutral: House = { name: '', colour: '#2b2a33', on_colour: '#ffffff' }

const styleOf = ({ colour, on_colour }: House): string => `
:root{color-scheme:light dark}
body{margin:0;min-block-size:100vh;display:grid;place-items:center;background:#f5f4f1;color:#1d1c1a;font:1.0625rem/1.6 system-ui,sans-serif}
main{box-sizing:border-box;inline-size:min(30rem,100%);padding:1.5rem}
header{display:inline-block;padding:.35rem 1rem;border-radius:2rem;background:${colour};color:${on_colour};font-weight:600}
h1{margin:1.5rem 0 .5rem;font-size:1.9rem;line-height:1.2;text-wrap:balance}
p{margin:.5rem 0}
a{color:inherit}
@media(prefers-color-scheme:dark){body{background:#17161a;color:#f1f0ec}}`

const policyOf = (style: string): string =>
  `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** A page for a person: what happened and what they may do. */
export const notice = (kind: 'not_found' | 'removed' | 'unavailable' | 'misdirected', language: Language, house: House | null): Page => {
  const say = words(language, `links.pages.${kind}`)
  const style = styleOf(house ?? neutral)
  const html = `<!doctype html>
<html lang="${language}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escape(say('title'))}</title><style>${style}</style></head>
<body><main>${house ? `<header>${escape(house.name)}</header>` : ''}<h1>${escape(say('title'))}</h1><p>${escape(say('detail'))}</p><p>${escape(say('advice'))}</p></main></body></html>`
  return { html, policy: policyOf(style) }
}

const absolute = (address: string, web_url: string): string | null => {
  const url = URL.parse(address.startsWith('/') ? `${web_url}${address}` : address)
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}

const meta = (attribute: 'property' | 'name', name: string, content: string | null): string =>
  (content ? `<meta ${attribute}="${name}" content="${escape(content)}">\n` : '')

const sizes = (size: Preview['image_size']): string =>
  (size ? meta('property', 'og:image:width', String(size[0])) + meta('property', 'og:image:height', String(size[1])) : '')

/**
 * What a network's robot is shown (Open Graph, https://ogp.me): the content, under the short link's own address. No
 * refresh: a robot must not leave for the target and show that instead.
 */
export const card = (preview: Preview, link_url: string, target: string, web_url: string): Page => {
  const language = preview.language === 'en' ? 'en' : 'fr'
  const image = preview.image === null ? null : absolute(preview.image, web_url)
  const html = `<!doctype html>
<html lang="${escape(preview.language)}" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8"><title>${escape(preview.title)}</title>
${meta('name', 'description', preview.description)}${meta('property', 'og:type', 'article')}${meta('property', 'og:url', link_url)}${meta('property', 'og:title', preview.title)}${meta('property', 'og:description', preview.description)}${meta('property', 'og:site_name', preview.site_name)}${meta('property', 'og:locale', language === 'en' ? 'en_GB' : 'fr_FR')}${meta('property', 'og:image', image)}${image ? sizes(preview.image_size) + meta('property', 'og:image:alt', preview.image_alt) : ''}${meta('name', 'twitter:card', image ? 'summary_large_image' : 'summary')}</head>
<body><h1>${escape(preview.title)}</h1><p>${escape(preview.description)}</p><p><a href="${escape(target)}">${escape(words(language, 'links.card')('continue'))}</a></p></body></html>`
  return { html, policy: policyOf('') }
}
