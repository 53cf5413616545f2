import type { Card } from '@portevoix/contract/feed'
import { ActionIcon, Button } from '@mantine/core'
import { IconBookmark, IconBookmarkFilled, IconHeart, IconHeartFilled, IconSend } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'use-intl'
import { StreamCard } from '#ui/stream-card.tsx'
import { ThemeTag } from '#ui/theme-tag.tsx'
import { useFormat } from '#ui/use-format.ts'
import { toldLikes } from './likes.ts'
import { mediaAddress } from './media.ts'
import { useMarks } from './use-marks.ts'
import classes from './content-card.module.css'

interface Props { card: Card; eager?: boolean; onShare: (content_id: string) => void }

/** A content of the feed, with what its reader may do. */
export const ContentCard = ({ card, eager = false, onShare }: Props) => {
  const format = useFormat()
  const language = useTranslations('ui.language')
  const foreign = card.language === useLocale() ? null : card.language === 'en' ? 'en' : 'fr'
  return (
    <StreamCard
      to={`/contents/${card.id}`}
      title={card.title}
      language={foreign ?? undefined}
      summary={card.excerpt}
      image={card.image && { address: mediaAddress(card.image.media_id, 640), alt: card.image.alt, width: card.image.width, height: card.image.height }}
      visibility={card.visibility}
      read={card.read}
      eager={eager}
      reading_minutes={card.reading_minutes}
      theme={card.theme && <ThemeTag colour={card.theme.colour}>{card.theme.name}</ThemeTag>}
      meta={
        <>
          {foreign && <strong lang={foreign}>{language(foreign)}</strong>}
          {card.site_name && <span>{card.site_name}</span>}
          <time dateTime={card.published_at}>{format.ago(card.published_at)}</time>
        </>
      }
      actions={<Marks card={card} onShare={onShare} />}
    />
  )
}

/** Like, save for later, share: the thumb's main gesture last. */
export const Marks = ({ card, onShare }: { card: Card; onShare: (content_id: string) => void }) => {
  const t = useTranslations('feed.card')
  const format = useFormat()
  const { toggleLike, toggleSave } = useMarks()
  const likes = toldLikes(card)
  return (
    <>
      <ActionIcon aria-pressed={card.liked} aria-label={card.liked ? t('unlike') : t('like')} onClick={() => toggleLike(card)} className={classes.mark}>
        {card.liked ? <IconHeartFilled size={22} aria-hidden /> : <IconHeart size={22} aria-hidden />}
      </ActionIcon>
      {likes !== null && <span className={classes.likes}><span aria-hidden>{format.compact(likes)}</span><span className={classes.spoken}>{t('likes', { count: likes })}</span></span>}
      <ActionIcon aria-pressed={card.saved} aria-label={card.saved ? t('unsave') : t('save')} onClick={() => toggleSave(card)} className={classes.mark}>
        {card.saved ? <IconBookmarkFilled size={22} aria-hidden /> : <IconBookmark size={22} aria-hidden />}
      </ActionIcon>
      {card.visibility === 'shareable' && <Button ms="auto" leftSection={<IconSend size={18} aria-hidden />} onClick={() => onShare(card.id)}>{t('share')}</Button>}
    </>
  )
}
