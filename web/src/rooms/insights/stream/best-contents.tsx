import { useTranslations } from 'use-intl'
import { Section } from '#ui/page.tsx'
import classes from './impact.module.css'
import type { ImpactProps } from './props.ts'

/** What one passed on with the most effect. */
export const BestContents = ({ impact: { contents } }: ImpactProps) => {
  const t = useTranslations('insights.impact.contents')
  if (contents.length === 0) return null
  return (
    <Section title={t('title')}>
      <ol className={classes.list}>
        {contents.map(({ content_id, title, clicks, shares }) => (
          <li key={content_id} className={classes.item}>
            <span className={classes.title}>{title ?? t('gone')}</span>
            <span className={classes.note}>{t('line', { clicks, shares })}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
