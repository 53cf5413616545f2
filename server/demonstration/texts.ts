import { z } from 'zod'
import type { Language } from '@portevoix/contract/shapes'
import en from './texts/en.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }

export const pictureStyles = ['waves', 'blocks', 'rings', 'circles', 'arches', 'leaves'] as const
export type PictureStyle = (typeof pictureStyles)[number]
export const themeKeys = ['transition', 'digital', 'skills', 'products', 'corporate', 'life'] as const
export type ThemeKey = (typeof themeKeys)[number]

const theme = z.enum(themeKeys)
const words = z.array(z.string()).min(1)

/** What is invented in one language: `{organisation}`, `{name}`, `{date}`… are filled in. */
const invention = z.object({
  organisation: z.string(), programme: z.string(), purpose: z.string(), disclosure: z.string(),
  /** Nine of employees, three of customers. */
  groups: words.length(12),
  sources: words, trades: words, customers: words, ranking: words, own_words: words,
  themes: z.array(z.object({ key: theme, name: z.string(), colour: z.string(), target_percent: z.number(), hashtags: words })),
  articles: z.array(z.object({ theme, title: z.string(), summary: z.string(), hook: z.string() })),
  series: z.array(z.object({ theme, every_days: z.number(), title: z.string(), summary: z.string(), hook: z.string() })),
  internal: z.array(z.object({ title: z.string(), summary: z.string() })),
  /** Of the bodies of texts: on each theme, and what may end any of them. */
  paragraphs: z.record(theme, words), closings: words,
  items: z.object({ subjects: words, angles: words, summary: z.string() }),
  /** What each style of picture shows. */
  pictures: z.record(z.enum(pictureStyles), z.string()),
  page: z.object({ note: z.string(), detail: z.string() }),
})
export type Invention = z.infer<typeof invention>

export const inventions: Readonly<Record<Language, Invention>> = { fr: invention.parse(fr), en: invention.parse(en) }

/** Fills `{name}` places in. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string => text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
