import compile from 'icu-minify/compile'
import type { Plugin } from 'vite'

const compiled = (value: unknown): unknown => {
  if (typeof value === 'string') return compile(value)
  if (typeof value !== 'object' || value === null) throw new TypeError('a catalogue holds only texts')
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, compiled(inner)]))
}

/** Parses the ICU messages while building, so that the browser loads no parser. */
export const catalogues = (): Plugin => ({
  name: 'portevoix:catalogues',
  enforce: 'pre',
  transform: {
    filter: { id: /\/contract\/messages\/[a-z]{2}\/[a-z-]+\.json$/ },
    handler: (code) => ({ code: JSON.stringify(compiled(JSON.parse(code))), map: null }),
  },
})
