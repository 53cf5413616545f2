import { drawnShape } from './rules.ts'

/** Why a word cannot be a slug. */
export type SlugTrouble = 'shape' | 'reserved' | 'drawn'

/**
 * Words that are, or may become, addresses of the service itself, and words that would lend a link an authority that it has
 * not. Compared by their likeness.
 */
const reserved = [
  'api', 'ask', 'assets', 'favicon', 'health', 'healthz', 'index', 'link', 'links', 'logos', 'manifest', 'media', 'metrics', 'pages', 'previews', 'ready', 'robots', 'rss', 'scim',
  'service-worker', 'sitemap', 'static', 'webhook', 'well-known', 'www',
  'account', 'admin', 'administrator', 'auth', 'bank', 'banque', 'billing', 'compte', 'connexion', 'login', 'logout', 'mot-de-passe', 'oauth', 'paiement', 'password', 'payment', 'portevoix',
  'postmaster', 'root', 'security', 'session', 'settings', 'sign-in', 'sign-out', 'sign-up', 'sso', 'token', 'verify', 'webmaster',
  'aide', 'assistance', 'desk', 'facturation', 'facture', 'help', 'helpdesk', 'invoice', 'mail', 'service-client', 'support', 'webmail',
  // the names that false pages of payment and of mail bear most often
  'docusign', 'gmail', 'hotmail', 'icloud', 'mastercard', 'microsoft', 'office365', 'outlook', 'paypal', 'stripe',
  'http', 'https', 'localhost', 'null', 'undefined',
]

/**
 * What a slug looks like at a glance, on a poster or read aloud: 0 is an o, 1 and i are an l, rn is an m, vv is a w
 * (Unicode Technical Standard 39, confusables), and hyphens are not heard. Two slugs of one likeness are taken for each other.
 */
export const likenessOf = (slug: string): string =>
  slug.toLowerCase().replaceAll(/[-_]/g, '').replaceAll('0', 'o').replaceAll(/[1i]/g, 'l').replaceAll('rn', 'm').replaceAll('vv', 'w')

/** Words that ask for a secret or for money, wherever they stand in a slug: `connexion-rh` is what a false page would be called. */
const lures = ['login', 'connexion', 'signin', 'paiement', 'payment', 'password', 'motdepasse'].map((word) => likenessOf(word))

/** Within a word, or as the whole of several (`mot-de-passe`); across their ends it is chance, as in `blog-interne`. */
const isLure = (slug: string): boolean => {
  const words = slug.split('-').map(likenessOf)
  const runs = words.flatMap((_, first) => words.slice(first).map((_word, length) => words.slice(first, first + length + 1).join('')))
  return words.some((word) => lures.some((lure) => word.includes(lure))) || runs.some((run) => lures.includes(run))
}

const reservedLikenesses = new Set(reserved.map(likenessOf))

/** Letters, digits and single hyphens between them: what can be read aloud, typed on any keyboard, and set in any type. */
const chosenShape = /^(?=.{3,64}$)[a-z0-9]+(-[a-z0-9]+)*$/

/** Whether a slug can be nothing but a word that somebody chose. */
export const isWord = (slug: string): boolean => chosenShape.test(slug) && !drawnShape.test(slug)

/** Whether somebody may choose this word as the address of a link; null when nothing speaks against it. */
export const slugTrouble = (slug: string): SlugTrouble | null => {
  if (!chosenShape.test(slug)) return 'shape'
  if (reservedLikenesses.has(likenessOf(slug)) || isLure(slug)) return 'reserved'
  // one that might be drawn for a share one day
  return drawnShape.test(slug) ? 'drawn' : null
}
