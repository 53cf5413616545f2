import type { ContentLine as Line } from '@portevoix/contract/content/contents'
import type { Theme } from '@portevoix/contract/programme'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Cover } from '#ui/cover.tsx'
import { ThemeTag } from '#ui/theme-tag.tsx'
import { useFormat } from '#ui/use-format.ts'
import { mediaAddress } from '../../stream/media.ts'
import classes from './contents.module.css'

const editorOf = (content_id: string): string => `/desk/contents/${content_id}`

/** One content of the desk's list; the whole line opens its editor. */
export const ContentLine = ({ line, themes }: { line: Line; themes: readonly Theme[] }) => {
  const t = useTranslations('editor.list')
  const desk = useTranslations('content.desk')
  const sharing = useTranslations('sharing')
  const format = useFormat()
  const theme = themes.find(({ id }) => id === line.theme_id)
  const when = line.state === 'scheduled' && line.publish_at ? t('publishes', { time: format.time(line.publish_at) })
    : line.state === 'published' && line.published_at ? t('published_at', { time: format.time(line.published_at) })
    : null
  const ago = format.ago(line.updated_at)
  return (
    <li className={classes.line}>
      <div className={classes.media}>{line.image ? <img className={classes.image} src={mediaAddress(line.image.media_id, 320)} alt="" loading="lazy" /> : <Cover title={line.title} />}</div>
      <div className={classes.words}>
        <div className={classes.meta}>
          <span className={classes.badge}>{desk(`visibility.${line.visibility}`)}</span>
          {theme ? <ThemeTag colour={theme.colour}>{theme.name}</ThemeTag> : <span>{desk('no_theme')}</span>}
          {when && <strong className={classes.when}>{when}</strong>}
        </div>
        <h3 className={classes.title} lang={line.language}><Link to={editorOf(line.id)} className={classes.link} data-line>{line.title.trim() || desk('untitled')}</Link></h3>
        <div className={classes.meta}>
          <span>{line.updated_by?.name ? t('changed_by', { ago, name: line.updated_by.name }) : t('changed', { ago })}</span>
          {line.expires_at && <span>{t('ends', { date: format.date(line.expires_at) })}</span>}
          {line.networks.length > 0 && <span>{t('networks', { networks: format.list(line.networks.map((id) => sharing(`networks.${id}.name`))) })}</span>}
        </div>
      </div>
    </li>
  )
}
