import { serve } from './serve.ts'

const article = (title: string) => `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${title}</title>
<meta property="og:title" content="${title}"><meta property="og:site_name" content="La Gazette"><meta name="description" content="Ce que la région y gagne."></head>
<body><article><h1>${title}</h1>${'<p>Un paragraphe de texte, avec assez de mots pour être lu vraiment, ligne après ligne, jusqu’à la fin.</p>'.repeat(12)}</article></body></html>`

/** A small site of this machine, where contents lead. */
export const startPress = async (title: string): Promise<{ article: string; stop(): Promise<void> }> => {
  const { address, stop } = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(article(title))
  })
  return { article: `${address}/article`, stop }
}
