import { useTranslations } from 'use-intl'
import classes from './my-shares.module.css'

const states = ['opened', 'declared', 'confirmed'] as const

/** What each state claims, and what a click is: said once, not under every share. */
export const StatesExplained = () => {
  const t = useTranslations('sharing')
  return (
    <details className={classes.explained}>
      <summary>{t('mine.explained')}</summary>
      <dl>
        {states.map((state) => <div key={state}><dt><span className={classes.state} data-state={state}>{t(`states.${state}`)}</span></dt><dd>{t(`states.${state}_detail`)}</dd></div>)}
        <div><dt>{t('mine.clicks_name')}</dt><dd>{t('mine.clicks_detail')}</dd></div>
      </dl>
    </details>
  )
}
