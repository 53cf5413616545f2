import { IconSend, IconBook2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Cover } from './cover.tsx'
import classes from './stream-card.module.css'

interface Props {
  to: string
  title: string
  /** One or two sentences; cut after three lines. */
  summary?: string | undefined
  image?: { address: string; alt: string; width?: number; height?: number } | null
  visibility: 'internal' | 'shareable'
  read?: boolean
  /** Where and when it comes from: a ThemeTag, a source's name, a date. */
  meta?: ReactNode
  /** Buttons of at least 44 px; the thumb's main gesture last. */
  actions?: ReactNode
  reading_minutes?: number | null
  /** The first cards of a list load their image at once. */
  eager?: boolean
}

/** A content in the stream: image first, then what it says, then what one may do with it. The whole card opens it. */
export const StreamCard = ({ to, title, summary, image, visibility, read = false, meta, actions, reading_minutes, eager = false }: Props) => {
  const t = useTranslations('ui.card')
  return (
    <article className={classes.card} data-read={read || undefined}>
      <div className={classes.media}>
        {image ? (
          <img className={classes.image} src={image.address} alt={image.alt} width={image.width} height={image.height} loading={eager ? 'eager' : 'lazy'} fetchPriority={eager ? 'high' : 'auto'} decoding="async" />
        ) : (
          <Cover title={title} />
        )}
        <span className={classes.visibility}>
          {visibility === 'shareable' ? <IconSend size={16} aria-hidden /> : <IconBook2 size={16} aria-hidden />}
          {t(visibility)}
        </span>
      </div>
      <div className={classes.body}>
        <div className={classes.meta}>
          {!read && <span className={classes.unread}>{t('unread')}</span>}
          {meta}
          {typeof reading_minutes === 'number' && <span>{t('reading_minutes', { minutes: reading_minutes })}</span>}
        </div>
        <h2 className={classes.title}><Link to={to} className={classes.link}>{title}</Link></h2>
        {summary && <p className={classes.summary}>{summary}</p>}
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
    </article>
  )
}
