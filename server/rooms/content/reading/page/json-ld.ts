import type { PageDocument } from './document.ts'

/** What a page's structured data say of it (https://schema.org/Article). */
export interface StructuredData {
  title: string | null
  description: string | null
  image: string | null
  author: string | null
  published: string | null
  language: string | null
}

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value])
const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)

const article = /^(?:https?:\/\/schema\.org\/)?(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report|WebPage|VideoObject|PodcastEpisode|Product|Event|Recipe)$/

const parsed = (source: string | null): readonly unknown[] => {
  try {
    return list(JSON.parse((source ?? '').replace(/^\s*(?:<!--|\/\*?\s*<!\[CDATA\[\*?\/?)|(?:-->|\/\*?\s*\]\]>\*?\/?)\s*$/g, '')))
  } catch {
    return []
  }
}

const nodes = (value: unknown): readonly Node[] => (isNode(value) ? [value, ...list(value['@graph']).filter(isNode)] : [])

const named = (value: unknown): string | null => {
  const names = list(value).flatMap((one) => text(isNode(one) ? one['name'] : one) ?? [])
  return names.length > 0 ? names.join(', ') : null
}

const pictured = (value: unknown): string | null => {
  for (const one of list(value)) {
    const found = text(isNode(one) ? text(one['url']) ?? one['contentUrl'] : one)
    if (found) return found
  }
  return null
}

const language = (value: unknown): string | null => text(isNode(value) ? text(value['alternateName']) ?? value['name'] : value)

/** The article of a page's JSON-LD; a web page only if there is no article. */
export const structuredData = (document: PageDocument): StructuredData | null => {
  const found = [...document.querySelectorAll('script[type="application/ld+json"]')].slice(0, 20)
    .flatMap((script) => parsed(script.textContent)).flatMap(nodes)
    .filter((node) => list(node['@type']).some((type) => typeof type === 'string' && article.test(type)))
  const node = found.find((one) => !list(one['@type']).includes('WebPage')) ?? found[0]
  if (!node) return null
  return {
    title: text(node['headline']) ?? text(node['name']), description: text(node['description']), image: pictured(node['image']) ?? pictured(node['thumbnailUrl']),
    author: named(node['author']) ?? named(node['creator']), published: text(node['datePublished']) ?? text(node['dateCreated']), language: language(node['inLanguage']),
  }
}
