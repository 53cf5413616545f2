import type { Card } from '@portevoix/contract/feed'
import { Button } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslations } from 'use-intl'
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
  fetchNextPage: () => unknown
}

/** A content may move down the feed while somebody walks it: the first place where it was met counts. */
const once = (pages: Props['pages']): Card[] => [...new Map(pages.flatMap(({ items }) => items).toReversed().map((card) => [card.id, card])).values()].toReversed()

/** Cards one under the other; the next ones come before the end is reached. */
export const CardList = ({ programme_id, pages, hasNextPage, isFetchingNextPage, fetchNextPage }: Props) => {
  const t = useTranslations('feed')
  const watch = useViews(programme_id)
  const { ref: end, entry } = useIntersection({ rootMargin: '900px 0px' })
  const sharing = useSheet('composer')
  const near = entry?.isIntersecting ?? false
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [near, hasNextPage, isFetchingNextPage, fetchNextPage])
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
      <div ref={end} className={classes.end}>
        {hasNextPage ? !isFetchingNextPage && <Button variant="subtle" onClick={() => void fetchNextPage()}>{t('more')}</Button> : cards.length > 3 && <p>{t('end')}</p>}
      </div>
      {sharing.value && <Suspense fallback={null}><Composer content_id={sharing.value} onClose={sharing.close} /></Suspense>}
    </>
  )
}
