import { useTranslations } from 'use-intl'
import classes from './preview.module.css'
import type { PreviewAuthor } from './preview.ts'
import { initials } from './shown.ts'

/** Who posts, and when. */
export const AuthorLine = ({ author, dated = true }: { author: PreviewAuthor; dated?: boolean }) => {
  const t = useTranslations('sharing')
  const name = author.name.trim() === '' ? t('preview.you') : author.name
  return (
    <div className={classes.author}>
      {author.avatar_url === null ? (
        <span className={classes.avatar} aria-hidden="true">
          {initials(name)}
        </span>
      ) : (
        <img className={classes.avatar} src={author.avatar_url} alt="" width={40} height={40} />
      )}
      <span className={classes.who}>
        <strong className={classes.name} dir="auto">
          {name}
        </strong>
        {dated && <span className={classes.muted}>{t('preview.now')}</span>}
      </span>
    </div>
  )
}
