import { networks } from '@portevoix/contract/networks/all'
import { useTranslations } from 'use-intl'
import { AuthorLine } from './author-line.tsx'
import { LinkCard } from './link-card.tsx'
import { PostText } from './post-text.tsx'
import classes from './preview.module.css'
import type { PreviewProps } from './preview.ts'

/** WhatsApp: one outgoing bubble, the link's card above the text. */
export const ChatMessage = ({ network, caption, link, content }: PreviewProps) => (
  <div className={classes.chat}>
    <div className={classes.bubble}>
      {link !== null && <LinkCard content={content} link={link} layout="large" described />}
      <PostText network={network} text={networks[network].text({ caption, link, hashtags: [] })} />
    </div>
  </div>
)

/** An e-mail as it opens in the person's own program: plain text, the title as subject. */
export const MailMessage = ({ network, caption, link, content, author }: PreviewProps) => {
  const t = useTranslations('sharing')
  return (
    <div className={classes.post}>
      <AuthorLine author={author} dated={false} />
      <dl className={classes.headers}>
        <dt>{t('preview.to')}</dt>
        <dd className={classes.muted}>{t('preview.to_chosen')}</dd>
        <dt>{t('preview.subject')}</dt>
        <dd dir="auto">
          <strong>{content.title}</strong>
        </dd>
      </dl>
      <PostText network={network} text={networks[network].text({ caption, link, hashtags: [] })} />
    </div>
  )
}
