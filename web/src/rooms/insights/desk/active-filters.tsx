import { Button, UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { FilterName } from '@portevoix/contract/insights'
import classes from './active-filters.module.css'
import { useNamedFilters } from './narrowing.ts'
import type { DashboardProps } from './props.ts'

interface Props extends DashboardProps {
  onRemove: (name: FilterName) => void
  onClear: () => void
}

/** Says what is filtered, each with the way out of it, and how many members that leaves. */
export const ActiveFilters = ({ dashboard: { filters, groups }, onRemove, onClear }: Props) => {
  const t = useTranslations('insights.filters')
  const named = useNamedFilters(filters)
  const list = useRef<HTMLUListElement>(null)
  const removed = useRef<number | null>(null)
  // whoever removed a filter by keyboard goes on from the next one
  useEffect(() => {
    if (removed.current === null) return
    const buttons = list.current?.querySelectorAll('button')
    buttons?.[Math.min(removed.current, buttons.length - 1)]?.focus()
    removed.current = null
  })
  if (named.length === 0) return null
  const { threshold } = groups
  return (
    <div className={classes.active}>
      <ul ref={list} className={classes.chips} aria-label={t('active')}>
        {named.map(({ name, label, value }, place) => (
          <li key={name}>
            <UnstyledButton className={classes.chip} aria-label={t('remove', { filter: label, value })} onClick={() => { removed.current = place; onRemove(name) }}>
              <span className={classes.words}>{t('chip', { filter: label, value })}</span><IconX size={16} aria-hidden />
            </UnstyledButton>
          </li>
        ))}
        <li><Button variant="subtle" onClick={onClear}>{t('clear')}</Button></li>
      </ul>
      {filters.narrowed && <p className={classes.note} aria-live="polite">{filters.early ? t('early', { threshold }) : filters.people === null ? t('part_small', { threshold }) : t('part', { people: filters.people, threshold })}</p>}
    </div>
  )
}
