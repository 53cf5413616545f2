import { IconBulb } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'use-intl'
import type { Advice as OneAdvice } from '@portevoix/contract/insights'
import { Section } from '#ui/page.tsx'
import { useNetworkName } from '../network-name.ts'
import classes from './impact.module.css'
import type { ImpactProps } from './props.ts'

/** 1 is Monday, as the first of January 2024 was. */
const weekdayName = (locale: string, weekday: number) => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)))

const useSentence = () => {
  const t = useTranslations('insights.advice')
  const locale = useLocale()
  const networkName = useNetworkName()
  return ({ key, network, weekday, theme_name, shares, clicks, all_clicks }: OneAdvice): string => {
    switch (key) {
      case 'network': return t('network', { network: networkName(network ?? ''), clicks, shares })
      case 'weekday': return t('weekday', { weekday: weekdayName(locale, weekday ?? 1), clicks, all: all_clicks })
      case 'theme': return t('theme', { theme: theme_name ?? '', clicks, shares })
      case 'few_shares': return t('few_shares', { shares })
      case 'few_clicks': return t('few_clicks', { shares, clicks })
      case 'no_clicks': return t('no_clicks', { shares })
      default: return t('first_share')
    }
  }
}

/** Plain words from one's own figures, each with what it stands on. */
export const Advice = ({ impact: { advice } }: ImpactProps) => {
  const t = useTranslations('insights')
  const sentence = useSentence()
  const sentences = advice.length ? advice.map(sentence) : [t('advice.nothing')]
  return (
    <Section title={t('impact.advice.title')}>
      <ul className={classes.advice}>
        {sentences.map((words) => <li key={words}><IconBulb size={22} aria-hidden />{words}</li>)}
      </ul>
    </Section>
  )
}
