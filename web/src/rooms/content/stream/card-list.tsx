import type { Card } from '@portevoix/contract/feed'
import { Button } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useEffectEvent } from 'react'
import { useTranslations } from 'use-intl'
import { onReturn } from '#app/reach.ts'
import { CardSkeletons } from '#ui/skeletons.tsx'
import { useSheet } from '#ui/use-sheet.ts'
import { ContentCard } from './content-card.tsx'
import { useViews } from './use-views.ts'
import classes from './card-list.module.css'

const Composer = lazy(() => import('#room/sharing/composer/composer.tsx'))

interface Props {
  programme_id: string
  pages: readonly { items: readonly Card[] }[]
  hasNextPage: boolean
  isFetchingNextPage: boolean
  /** Why the next page did not come, the last time that it was asked for. */
  missed: Error | null
  fetchNextPage: () => unknown
}

/** A content may move down the feed while somebody walks it: the first place where it was met counts. */
const once = (pages: Props['pages']): Card[] => [...new Map(pages.flatMap(({ items }) => items).toReversed().map((card) => [card.id, card])).values()].toReversed()

/** Cards one under the other; the next ones come before the end is reached. */
export const CardList = ({ programme_id, pages, hasNextPage, isFetchingNextPage, missed, fetchNextPage }: Props) => {
  const t = useTranslations('feed')
  const watch = useViews(programme_id)
  const { ref: end, entry } = useIntersection({ rootMargin: '900px 0px' })
  const sharing = useSheet('composer')
  const near = entry?.isIntersecting ?? false
  // what did not come is asked for once somebody wants it, or the server is heard of again: not over and over
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage && !missed) void fetchNextPage()
  }, [near, hasNextPage, isFetchingNextPage, missed, fetchNextPage])
  const goOn = useEffectEvent(() => { if (near && missed) void fetchNextPage() })
  useEffect(() => onReturn(() => { goOn() }), [])
  const cards = once(pages)
  return (
    <>
      <ul className={classes.list}>
        {cards.map((card, place) => (
          <li key={card.id} ref={(element) => watch(element, card.id)}>
            <ContentCard card={card} eager={place < 2} onShare={sharing.open} />
          </li>
        ))}
      </ul>
      {isFetchingNextPage && <CardSkeletons count={1} />}
      {missed && !isFetchingNextPage && <output className={classes.end}>{missed.message}</output>}
      <div ref={end} className={classes.end}>
        {hasNextPage ? !isFetchingNextPage && <Button variant="subtle" onClick={() => void fetchNextPage()}>{t('more')}</Button> : cards.length > 3 && <p>{t('end')}</p>}
      </div>
      {sharing.value && <Suspense fallback={null}><Composer content_id={sharing.value} onClose={sharing.close} /></Suspense>}
    </>
  )
}
