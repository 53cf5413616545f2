import type { ContentPage } from '@portevoix/contract/feed'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { IconBook2, IconCheck, IconExternalLink } from '@tabler/icons-react'
import { lazy, Suspense, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { isProblem, isUnreachable } from '#app/problem.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { RichTextView } from '#ui/rich-text-view.tsx'
import { safeAddress } from '#ui/safe-address.ts'
import { ReadingSkeleton } from '#ui/skeletons.tsx'
import { ThemeTag } from '#ui/theme-tag.tsx'
import { useFormat } from '#ui/use-format.ts'
import { useSheet } from '#ui/use-sheet.ts'
import { CharterCard } from './charter-card.tsx'
import { NotOnDevice } from './not-on-device.tsx'
import { Marks } from './content-card.tsx'
import { mediaAddress, mediaSources } from './media.ts'
import { useReading } from './use-reading.ts'
import classes from './content.module.css'

const NextBeside = lazy(() => import('./beside/next-beside.tsx'))
const Composer = lazy(() => import('#room/sharing/composer/composer.tsx'))
const route = getRouteApi('/stream/contents/$content_id')

const Content = () => {
  const t = useTranslations('feed')
  const { content_id } = route.useParams()
  const content = useQuery(api.feed.content.queryOptions({ input: { content_id } }))
  const programmes = useQuery({ ...api.programme.list.queryOptions(), enabled: content.isError }).data?.items ?? []
  if (content.isPending) return <Page><ReadingSkeleton /></Page>
  if (!content.data) {
    const waiting = isProblem(content.error) && content.error.code === 'programme.charter_to_accept' ? programmes.find((one) => one.charter_to_accept) : undefined
    if (waiting) return <Page><CharterCard programme={waiting} next={`/contents/${content_id}`} /></Page>
    if (isUnreachable(content.error)) return <Page><NotOnDevice again={content.refetch} /></Page>
    const missing = isProblem(content.error) && [404, 422].includes(content.error.status)
    return (
      <Page>
        <EmptyState level={1} scene={missing ? 'lost' : 'offline'} title={t(missing ? 'content.missing' : 'failed.title')} action={missing ? <Button component={Link} to="/">{t('content.back')}</Button> : <Button onClick={() => void content.refetch()}>{t('refresh')}</Button>}>
          {missing ? t('content.missing_detail') : content.error?.message}
        </EmptyState>
      </Page>
    )
  }
  return <Reading key={content.data.id} content={content.data} />
}

const Reading = ({ content }: { content: ContentPage }) => {
  const t = useTranslations('feed.content')
  const format = useFormat()
  const end = useRef<HTMLDivElement>(null)
  const follow = useReading(content, end)
  const sharing = useSheet('composer')
  const original = content.address === null ? null : safeAddress(content.address)
  return (
    <Page width="feed" beside={<Suspense fallback={null}><NextBeside content={content} /></Suspense>}>
      <article className={classes.article} lang={content.language}>
        <PageHeader
          title={content.title}
          back="/"
          over={content.theme && <ThemeTag colour={content.theme.colour}>{content.theme.name}</ThemeTag>}
          lead={
            <span className={classes.meta}>
              {content.channel_name && <span>{content.channel_name}</span>}
              {content.site_name && <span>{content.site_name}</span>}
              <time dateTime={content.published_at}>{format.date(content.published_at)}</time>
              <span className={classes.read} data-read={content.read}><IconCheck size={16} aria-hidden />{t('read')}</span>
            </span>
          }
        />
        {content.image && (
          <div className={classes.image}>
            <img src={mediaAddress(content.image.media_id)} srcSet={mediaSources(content.image.media_id)} sizes="(min-width: 48em) 42rem, 100vw" alt={content.image.alt} width={content.image.width} height={content.image.height} fetchPriority="high" />
          </div>
        )}
        {content.visibility === 'internal' && <p className={classes.internal}><IconBook2 size={20} aria-hidden />{t('internal')}</p>}
        {content.body_html ? <RichTextView html={content.body_html} /> : content.excerpt && <p className={classes.excerpt}>{content.excerpt}</p>}
        {original && (
          <Button component="a" href={original} target="_blank" rel="noopener noreferrer" variant="default" size="lg" className={classes.follow} onClick={follow} onAuxClick={follow} rightSection={<IconExternalLink size={20} aria-hidden />}>
            {t('follow', { site: content.site_name ?? original })}<span className={classes.spoken}> ({t('opens_elsewhere')})</span>
          </Button>
        )}
        {content.hashtags.length > 0 && <ul className={classes.hashtags} aria-label={t('hashtags')}>{content.hashtags.map((hashtag) => <li key={hashtag}>#{hashtag.replace(/^#/, '')}</li>)}</ul>}
        {content.expires_at && <p className={classes.expires}>{t('expires', { date: format.date(content.expires_at) })}</p>}
        <div ref={end} />
      </article>
      <div className={classes.actions}><Marks card={content} onShare={sharing.open} /></div>
      {sharing.value === content.id && <Suspense fallback={null}><Composer content_id={content.id} onClose={sharing.close} /></Suspense>}
    </Page>
  )
}

export default Content
