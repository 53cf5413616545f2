import english from '@portevoix/contract/messages/en/sharing.json' with { type: 'json' }
import french from '@portevoix/contract/messages/fr/sharing.json' with { type: 'json' }
import { adviceCodes } from '@portevoix/contract/networks/advice'
import { networks } from '@portevoix/contract/networks/all'
import { networkIds, warningCodes } from '@portevoix/contract/networks/shape'
import { renderToStaticMarkup } from 'react-dom/server'
import { createTranslator, IntlProvider } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { NetworkPreview } from './network-preview.tsx'
import type { PreviewProps } from './preview.ts'

const link = 'https://liens.exemple.fr/l/Zr3kQ9wPa2'
const content = { title: 'Moitié moins d’énergie & autant de <soin>', description: 'Ce que trois ans ont changé.', image_url: 'https://liens.exemple.fr/image.webp', image_alt: 'Un atelier "vu" d’en haut' }
const author = { name: 'Nadia Benali', avatar_url: null }
const usual: Omit<PreviewProps, 'network'> = { caption: 'Fière <b>& émue</b>\n#Climat avec @Karim', link, content, author }

const render = (props: Partial<PreviewProps> & Pick<PreviewProps, 'network'>, locale: 'fr' | 'en' = 'fr') =>
  renderToStaticMarkup(
    <IntlProvider locale={locale} messages={{ sharing: locale === 'fr' ? french : english }} timeZone="Europe/Paris" onError={(error) => { throw error }}>
      <NetworkPreview {...usual} {...props} />
    </IntlProvider>,
  )

/** What a reader reads: no tags, entities decoded. */
const read = (markup: string) =>
  markup.replace(/<[^>]+>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')

describe.each(networkIds)('%s', (network) => {
  test.each(['fr', 'en'] as const)('shows the text word for word, escaped, in %s', (locale) => {
    const markup = render({ network }, locale)
    expect(read(markup)).toContain(usual.caption)
    expect(markup).not.toContain('<b>')
    expect(markup).not.toContain('<soin>')
    expect(markup).toMatch(/<span [^>]*data-kind="hashtag">#Climat<\/span>/)
    expect(read(markup)).toContain(locale === 'fr' ? 'Aperçu sur ' : 'Preview on ')
  })

  test('leads nowhere and is labelled', () => {
    const markup = render({ network })
    expect(markup).not.toMatch(/<a |href=/)
    const label = /aria-labelledby="([^"]+)"/.exec(markup)?.[1] ?? ''
    expect(markup).toContain(`<strong id="${label}">`)
    expect([...markup.matchAll(/<img /g)]).toHaveLength([...markup.matchAll(/<img [^>]*alt="/g)].length)
  })

  test('says so while there is no text', () => {
    expect(read(render({ network, caption: ' ', link: null }))).toContain(french.preview.empty)
  })
})

test.each(['linkedin', 'x', 'facebook', 'threads', 'bluesky', 'mastodon', 'whatsapp'] as const)('%s makes a card of the link', (network) => {
  const markup = render({ network })
  expect(read(markup)).toContain(content.title)
  expect(read(markup)).toContain('liens.exemple.fr')
  expect(markup).toContain('alt="Un atelier &quot;vu&quot; d’en haut"')
  expect(read(render({ network, link: null }))).not.toContain(content.title)
})

test('Instagram shows the picture and no card, and says when there is none', () => {
  expect(read(render({ network: 'instagram' }))).not.toContain(content.title)
  expect(read(render({ network: 'instagram', content: { ...content, image_url: null } }))).toContain(french.preview.image_missing)
})

test('an e-mail has the title as its subject and the whole link', () => {
  const text = read(render({ network: 'email' }))
  expect(text).toContain(`${french.preview.subject}${content.title}`)
  expect(text).toContain(link)
})

test('the link is hidden from X’s text under its card, and shortened by Bluesky', () => {
  expect(render({ network: 'x' })).not.toContain('data-kind="link"')
  expect(read(render({ network: 'bluesky', link: `${link}-et-la-suite` }))).toContain('liens.exemple.fr/l/Zr3kQ9wPa2...')
})

test('a long text is folded with a button where the network folds it, whole elsewhere', () => {
  const caption = `${'mot '.repeat(70)}fin`
  const linkedin = render({ network: 'linkedin', caption })
  expect(linkedin).toMatch(/<button type="button"[^>]*aria-expanded="false"[^>]*>… voir plus<\/button>/)
  expect(read(linkedin)).not.toContain('fin…')
  expect(read(linkedin)).not.toContain('mot fin')
  expect(read(render({ network: 'threads', caption }))).toContain('mot fin')
})

test('only the dialogs that drop the text say that it must be pasted', () => {
  const said = networkIds.filter((network) => read(render({ network })).includes('si vous le collez'))
  expect(said).toEqual(['linkedin', 'facebook'])
  expect(networkIds.filter((network) => read(render({ network, caption: ' ' })).includes('si vous le collez'))).toEqual([])
})

test('every sentence about a network renders in both languages, for any figures', () => {
  for (const [locale, messages] of [['fr', french], ['en', english]] as const) {
    const t = createTranslator({ locale, messages, onError: (error) => { throw error } })
    for (const id of networkIds) {
      expect(t(`networks.${id}.why`)).not.toBe('')
      const how = (words: 'yes' | 'no') => t(`networks.${id}.how`, { words, picture: 'yes' })
      for (const words of ['yes', 'no'] as const) {
        expect(how(words)).not.toMatch(/[{}]|est déjà|already/)
        expect(/copié|copied/.test(how(words))).toBe(words === 'yes' && !networks[id].keeps_caption)
      }
      expect(how('no')).not.toBe(how('yes'))
    }
    for (const count of [0, 1, 2, 31]) {
      const figures = { used: count, limit: count, min: count, max: count, remaining: count, over: count }
      for (const key of warningCodes) expect(t(`counter.warnings.${key}`, figures)).not.toMatch(/[{}]/)
      for (const key of adviceCodes) expect(t(`networks.advice.${key}`, figures)).not.toMatch(/[{}]/)
      expect(t('counter.remaining', figures)).toContain(String(count))
    }
  }
  expect(networks.x.name).toBe(french.networks.x.name)
})
