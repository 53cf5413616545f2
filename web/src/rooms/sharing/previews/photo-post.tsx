import { networks } from '@portevoix/contract/networks/all'
import { useTranslations } from 'use-intl'
import { AuthorLine } from './author-line.tsx'
import { PostText } from './post-text.tsx'
import classes from './preview.module.css'
import type { PreviewProps } from './preview.ts'

/** Instagram: the picture first, square, the caption beneath; no card, no link. */
export const PhotoPost = ({ network, caption, link, content, author }: PreviewProps) => {
  const t = useTranslations('sharing')
  return (
    <div className={classes.post}>
      <AuthorLine author={author} dated={false} />
      {content.image_url === null ? (
        <p className={classes.noPicture}>{t('preview.image_missing')}</p>
      ) : (
        <img className={classes.square} src={content.image_url} alt={content.image_alt ?? ''} loading="lazy" />
      )}
      <PostText network={network} text={networks[network].text({ caption, link, hashtags: [] })} />
      <span className={classes.muted}>{t('preview.now')}</span>
    </div>
  )
}
