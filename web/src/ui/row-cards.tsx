import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'use-intl'
import classes from './row-cards.module.css'
import type { TableProps } from './data-table.tsx'

/** A table's rows as a phone shows them: each names itself, says the rest line by line, and ends with what can be done. */
export const RowCards = <Row,>({ label, columns: [first, ...others], rows, keyOf, sorting, onSort }: TableProps<Row>) => {
  const t = useTranslations('ui.table')
  const sortable = [first, ...others].flatMap((column) => (column?.sortable ? [column] : []))
  return (
    <>
      {onSort && sortable.length > 0 && (
        <NativeSelect
          label={t('sort')} value={sorting?.by} onChange={(event) => { onSort({ by: event.currentTarget.value, descending: sorting?.descending ?? false }) }}
          data={sortable.map(({ name, label: words }) => ({ value: name, label: words }))}
        />
      )}
      <ul className={classes.cards} aria-label={label}>
        {rows.map((row) => {
          const said = others.filter(({ gestures }) => !gestures).map(({ name, label: words, render }) => ({ name, words, value: render(row) })).filter(({ value }) => value !== null && value !== undefined && value !== '')
          const gestures = others.filter((column) => column.gestures).map(({ name, render }) => ({ name, value: render(row) })).filter(({ value }) => value)
          return (
            <li key={keyOf(row)} className={classes.card}>
              <div className={classes.name}>{first?.render(row)}</div>
              {said.length > 0 && <dl className={classes.facts}>{said.map(({ name, words, value }) => <div key={name}><dt>{words}</dt><dd>{value}</dd></div>)}</dl>}
              {gestures.map(({ name, value }) => <div key={name} className={classes.gestures}>{value}</div>)}
            </li>
          )
        })}
      </ul>
    </>
  )
}
