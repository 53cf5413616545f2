import { useTranslations } from 'use-intl'
import { Beside } from '#ui/beside.tsx'
import classes from './my-shares.module.css'

const states = ['opened', 'declared', 'confirmed'] as const

/** What each state claims, and what a click is: said once, not under every share. */
const States = () => {
  const t = useTranslations('sharing')
  return (
    <dl className={classes.states}>
      {states.map((state) => <div key={state}><dt><span className={classes.state} data-state={state}>{t(`states.${state}`, { id: 'other' })}</span></dt><dd>{t(`states.${state}_detail`)}</dd></div>)}
      <div><dt>{t('mine.clicks_name')}</dt><dd>{t('mine.clicks_detail')}</dd></div>
    </dl>
  )
}

/** Above the list, opened on demand. */
export const StatesExplained = () => {
  const t = useTranslations('sharing.mine')
  return <details className={classes.explained}><summary>{t('explained')}</summary><States /></details>
}

/** The same beside the list. */
export const StatesBeside = () => {
  const t = useTranslations('sharing.mine')
  return <Beside title={t('explained')}><States /></Beside>
}
