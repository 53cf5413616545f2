import { useTranslations } from 'use-intl'
import { useFormat } from '#ui/use-format.ts'
import classes from './steps.module.css'

interface Step { label: string; value: number | null }

/** Stages of one way, each with its share of the first: what is seen is also what is read. */
export const Steps = ({ label, steps }: { label: string; steps: readonly Step[] }) => {
  const t = useTranslations('insights')
  const format = useFormat()
  const first = steps[0]?.value ?? 0
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map(({ label: name, value }, place) => (
        <li key={name} className={classes.step}>
          <span className={classes.name}>{name}</span>
          {value === null ? <span className={classes.few}>{t('few')}</span> : <span className={classes.value}>{format.number(value)}{place > 0 && first > 0 && <span className={classes.share}>{format.percent(value / first)}</span>}</span>}
          <span className={classes.track} aria-hidden="true"><span className={classes.bar} style={{ inlineSize: `${first > 0 ? Math.min(1, (value ?? 0) / first) * 100 : 0}%` }} /></span>
        </li>
      ))}
    </ol>
  )
}
