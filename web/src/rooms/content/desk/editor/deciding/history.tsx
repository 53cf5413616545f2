import type { Content } from '@portevoix/contract/content/contents'
import { useTranslations } from 'use-intl'
import { Section } from '#ui/page.tsx'
import { useFormat } from '#ui/use-format.ts'
import classes from '../editor.module.css'

const verbs = ['created', 'scheduled', 'published', 'unscheduled', 'expired', 'republished', 'edited'] as const

/** Who decided what, and when; the latest first. */
export const History = ({ decisions }: { decisions: Content['decisions'] }) => {
  const t = useTranslations('editor.write')
  const desk = useTranslations('content.desk')
  const format = useFormat()
  return (
    <Section title={t('history')}>
      <ol className={classes.history}>
        {decisions.toReversed().map(({ verb, by, at }) => {
          const known = verbs.find((one) => one === verb)
          const word = known === undefined ? verb : t(`verbs.${known}`)
          return (
            <li key={`${at} ${verb}`}>
              <span>{by === null ? t('by_itself', { verb: word }) : t('by', { verb: word, name: by.name || desk('somebody') })}</span>
              <time dateTime={at}>{format.dateTime(at)}</time>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
