import { hash } from 'node:crypto'
import type { RawRoute } from '#kit/http/app'
import { notFound } from '#kit/problem'
import { demonstrationIds } from '#room/organisations'
import { inventions } from './texts.ts'

const style = `
:root{color-scheme:light dark}
body{margin:0;min-block-size:100vh;display:grid;place-items:center;background:#f5f4f1;color:#1d1c1a;font:1.0625rem/1.6 system-ui,sans-serif}
main{box-sizing:border-box;inline-size:min(34rem,100%);padding:1.5rem}
h1{font-size:1.9rem;line-height:1.2;text-wrap:balance}
@media(prefers-color-scheme:dark){body{background:#17161a;color:#f1f0ec}}`

const policy = `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** Stands for the articles that invented contents lead to, so that their links arrive somewhere; says nothing of what was asked. */
export const article: RawRoute = {
  method: 'GET', path: '/demonstration/articles/:language/:slug', permission: 'anyone',
  async handle({ kit }, reply, { language }) {
    const spoken = language === 'en' ? 'en' : 'fr'
    if ((await demonstrationIds(kit)).length === 0) return notFound()
    const { note, detail } = inventions[spoken].page
    return reply.header('content-security-policy', policy).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(`<!doctype html>
<html lang="${spoken}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${note}</title><style>${style}</style></head>
<body><main><h1>${note}</h1><p>${detail}</p></main></body></html>`)
  },
}
