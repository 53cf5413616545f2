import { IconSend, IconBook2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './stream-card.module.css'
import { Waves } from './wave.tsx'

interface Props {
  to: string
  title: string
  /** Of the title and the summary, where it is not the page's. */
  language?: string | undefined
  /** One or two sentences; cut after three lines. */
  summary?: string | undefined
  image?: { address: string; alt: string; width?: number; height?: number } | null
  visibility: 'internal' | 'shareable'
  read?: boolean
  /** What it is about, above the title: a ThemeTag. */
  theme?: ReactNode
  /** Where and when it comes from, under the summary: a source's name, a date. */
  meta?: ReactNode
  /** Buttons of at least 44 px; the thumb's main gesture last. */
  actions?: ReactNode
  reading_minutes?: number | null
  /** The first cards of a list load their image at once. */
  eager?: boolean
}

/** A content in the stream: image first, then what it says, then what one may do with it; words alone speak larger. The whole card opens it. */
export const StreamCard = ({ to, title, language, summary, image, visibility, read = false, theme, meta, actions, reading_minutes, eager = false }: Props) => {
  const t = useTranslations('ui.card')
  const kind = (
    <span className={classes.visibility}>
      {visibility === 'shareable' ? <IconSend size={16} aria-hidden /> : <IconBook2 size={16} aria-hidden />}
      {t(visibility)}
    </span>
  )
  return (
    <article className={classes.card} data-read={read || undefined} data-words={!image || undefined}>
      {image ? (
        <div className={classes.media}>
          <img className={classes.image} src={image.address} alt={image.alt} width={image.width} height={image.height} loading={eager ? 'eager' : 'lazy'} fetchPriority={eager ? 'high' : 'auto'} decoding="async" />
          {kind}
        </div>
      ) : <Waves className={classes.waves} />}
      <div className={classes.body}>
        {(theme || !read || !image) && (
          <div className={classes.over}>
            {theme}
            {!read && <span className={classes.unread}>{t('unread')}</span>}
            {!image && kind}
          </div>
        )}
        <h2 className={classes.title} lang={language}><Link to={to} className={classes.link}>{title}</Link></h2>
        {summary && <p className={classes.summary} lang={language}>{summary}</p>}
        {(meta || typeof reading_minutes === 'number') && (
          <div className={classes.meta}>
            {meta}
            {typeof reading_minutes === 'number' && <span>{t('reading_minutes', { minutes: reading_minutes })}</span>}
          </div>
        )}
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
    </article>
  )
}
