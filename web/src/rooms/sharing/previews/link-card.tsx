import { useTranslations } from 'use-intl'
import classes from './link-card.module.css'
import type { CardStyle, PreviewContent } from './preview.ts'
import { domainOf } from './shown.ts'

interface Props {
  content: PreviewContent
  link: string
  layout: CardStyle
  described: boolean
}

const Picture = ({ content }: { content: PreviewContent }) =>
  content.image_url === null ? null : (
    <img className={classes.picture} src={content.image_url} alt={content.image_alt ?? ''} loading="lazy" />
  )

/** X lays the title over the picture and names the site beneath; without a picture it makes a small card. */
const TitledCard = ({ content, link }: Omit<Props, 'layout' | 'described'>) => {
  const t = useTranslations('sharing')
  return (
    <div className={classes.titled}>
      <div className={classes.frame}>
        <Picture content={content} />
        <span className={classes.over} dir="auto">
          {content.title}
        </span>
      </div>
      <span className={classes.domain}>{t('preview.from_domain', { domain: domainOf(link) })}</span>
    </div>
  )
}

/** The card a network makes of a link. It is a picture of a link, not one: opening it here would count nothing true. */
export const LinkCard = ({ content, link, layout, described }: Props) => {
  if (layout === 'titled' && content.image_url !== null) return <TitledCard content={content} link={link} />
  return (
    <div className={classes.card} data-layout={layout === 'titled' ? 'compact' : layout}>
      <Picture content={content} />
      <div className={classes.words}>
        <span className={classes.domain}>{domainOf(link)}</span>
        <strong className={classes.title} dir="auto">
          {content.title}
        </strong>
        {described && content.description !== null && (
          <span className={classes.description} dir="auto">
            {content.description}
          </span>
        )}
      </div>
    </div>
  )
}
