import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowDownRight, IconArrowUpRight, IconInfoCircle, IconMinus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './figure.module.css'
import { useFormat } from './use-format.ts'

export interface Explanation {
  definition: string
  /** Period, groups, themes… as the person would say them. */
  filters?: string
  /** How many the figure stands on. */
  sample?: string
  /** Robots' requests that were left out. */
  robots?: number
  /** What else one should know of it. */
  note?: string
}

interface Props {
  label: string
  /** Null where it may not be told: `withheld` stands in its place. */
  value: number | null
  withheld?: string
  explanation: Explanation
  /** Relative change since the period before: 0.12 for +12 %. */
  change?: number | null
  /** Whether more is better; `neutral` colours nothing. */
  sense?: 'more' | 'less' | 'neutral'
  children?: ReactNode
}

const useComparison = () => {
  const t = useTranslations('ui.figure')
  const format = useFormat()
  return (change: number) => (Math.round(change * 100) === 0 ? t('same_as_before') : t('since_before', { change: format.signedPercent(change) }))
}

const Change = ({ change, sense }: { change: number; sense: 'more' | 'less' | 'neutral' }) => {
  const comparison = useComparison()
  const format = useFormat()
  const rounded = Math.round(change * 100)
  const Icon = rounded > 0 ? IconArrowUpRight : rounded < 0 ? IconArrowDownRight : IconMinus
  const tone = sense === 'neutral' || rounded === 0 ? 'same' : rounded > 0 === (sense === 'more') ? 'good' : 'bad'
  return (
    <p className={classes.change} data-tone={tone}>
      <Icon size={16} aria-hidden />
      <span aria-hidden="true">{rounded === 0 ? format.percent(0) : format.signedPercent(change)}</span>
      <VisuallyHidden>{comparison(change)}</VisuallyHidden>
    </p>
  )
}

/** A number with its name; its definition, filters and sample are one press away. */
export const Figure = ({ label, value, withheld, explanation, change, sense = 'more', children }: Props) => {
  const t = useTranslations('ui.figure')
  const format = useFormat()
  const comparison = useComparison()
  const facts = [
    [t('definition'), explanation.definition],
    [t('filters'), explanation.filters],
    [t('sample'), explanation.sample],
    [t('comparison'), typeof change === 'number' ? comparison(change) : undefined],
    [t('robots'), explanation.robots === undefined ? undefined : format.number(explanation.robots)], [t('note'), explanation.note],
  ] as const
  return (
    <article className={classes.figure} aria-label={label}>
      <div className={classes.top}>
        <span className={classes.label}>{label}</span>
        <Popover width={320} position="bottom-end" withArrow trapFocus returnFocus>
          <Popover.Target>
            <UnstyledButton className={classes.explain} aria-label={t('explain', { label })}><IconInfoCircle size={20} aria-hidden /></UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('explain', { label })}>
            <dl className={classes.facts} tabIndex={-1} data-autofocus>
              {facts.map(([name, fact]) => fact && <div key={name}><dt>{name}</dt><dd>{fact}</dd></div>)}
            </dl>
          </Popover.Dropdown>
        </Popover>
      </div>
      <p className={classes.value} data-withheld={value === null}>{value === null ? withheld : format.compact(value)}</p>
      {typeof change === 'number' && <Change change={change} sense={sense} />}
      {children}
    </article>
  )
}

/** Figures side by side, as many as fit. */
export const Figures = ({ children }: { children: ReactNode }) => <div className={classes.figures}>{children}</div>
