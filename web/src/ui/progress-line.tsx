import { useTranslations } from 'use-intl'
import classes from './progress-line.module.css'
import { useFormat } from './use-format.ts'

interface Props {
  label: string
  value: number
  target: number
  /** Where a target share stands, 0-1, drawn as a tick on the line. */
  mark?: number
}

/** How far something is on its way, with its figures. */
export const ProgressLine = ({ label, value, target, mark }: Props) => {
  const t = useTranslations('ui.progress')
  const format = useFormat()
  const share = target > 0 ? Math.min(1, Math.max(0, value / target)) : 0
  return (
    <div className={classes.line}>
      <div className={classes.words} aria-hidden="true"><span>{label}</span><span className={classes.value}>{format.number(value)} / {format.number(target)}</span></div>
      <div className={classes.track}>
        <progress className={classes.bar} aria-label={label} value={share} max={1} aria-valuetext={t('value', { label, value: format.number(value), target: format.number(target) })} />
        {mark !== undefined && <div className={classes.mark} style={{ insetInlineStart: `${Math.min(1, Math.max(0, mark)) * 100}%` }} />}
      </div>
    </div>
  )
}
