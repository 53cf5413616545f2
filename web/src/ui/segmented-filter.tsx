import { useId, type ReactNode } from 'react'
import classes from './segmented-filter.module.css'

interface Props<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string; count?: number | undefined }[]
  onChange: (value: Value) => void
  /** Another way to narrow, before the choices. */
  first?: ReactNode
  /** All of them in sight, on several lines where they need them. */
  wraps?: boolean
}

/** One choice among a few, always all in sight; scrolls sideways on a phone. Radio buttons underneath. */
export const SegmentedFilter = <Value extends string>({ label, value, options, onChange, first, wraps = false }: Props<Value>) => {
  const name = useId()
  return (
    <fieldset className={classes.filter} data-wraps={wraps || undefined}>
      <legend className={classes.legend}>{label}</legend>
      {first}
      {options.map((option) => (
        <label key={option.value} className={classes.option}>
          <input type="radio" className={classes.radio} name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span className={classes.face}>{option.label}{option.count !== undefined && <span className={classes.count}>{option.count}</span>}</span>
        </label>
      ))}
    </fieldset>
  )
}
