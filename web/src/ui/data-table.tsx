import { useMediaQuery } from '@mantine/hooks'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './data-table.module.css'
import { RowCards } from './row-cards.tsx'
import { ScrollBox } from './scroll-box.tsx'

export interface DataColumn<Row> {
  /** Also what sorting is asked by. */
  name: string
  label: string
  render: (row: Row) => ReactNode
  numeric?: boolean
  /** Somebody's name, which long words beside it must not press into three lines. */
  person?: boolean
  sortable?: boolean
  /** What can be done with the row: its heading is for those who hear it, and it takes no more room than it needs. */
  gestures?: boolean
}
export interface Sorting { by: string; descending: boolean }

export interface TableProps<Row> {
  /** What the table holds, for those who hear it. */
  label: string
  columns: readonly DataColumn<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  sorting?: Sorting
  onSort?: (sorting: Sorting) => void
}

/** Rows and columns on a desk; on a phone a card a row. The first column names its row. */
export const DataTable = <Row,>(props: TableProps<Row>) => {
  const narrow = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false })
  return narrow ? <RowCards {...props} /> : <Rows {...props} />
}

const Rows = <Row,>({ label, columns, rows, keyOf, sorting, onSort }: TableProps<Row>) => {
  const orderOf = (name: string) => (sorting?.by !== name ? 'none' : sorting.descending ? 'descending' : 'ascending')
  const head = (column: DataColumn<Row>) => {
    if (column.gestures) return <span className={classes.heard}>{column.label}</span>
    if (!column.sortable || !onSort) return column.label
    const order = orderOf(column.name)
    const Icon = order === 'descending' ? IconArrowDown : IconArrowUp
    return (
      <button type="button" className={classes.sort} onClick={() => onSort({ by: column.name, descending: order === 'ascending' })}>
        {column.label}
        <Icon size={16} aria-hidden className={classes.arrow} data-order={order} />
      </button>
    )
  }
  return (
    <ScrollBox label={label} className={classes.box}>
      <table className={classes.table}>
        <caption className={classes.heard}>{label}</caption>
        <thead>
          <tr>{columns.map((column) => <th key={column.name} scope="col" data-numeric={column.numeric} data-gestures={column.gestures} aria-sort={column.sortable && onSort ? orderOf(column.name) : undefined}>{head(column)}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column, place) => place === 0 ? <th key={column.name} scope="row">{column.render(row)}</th> : <td key={column.name} data-numeric={column.numeric} data-gestures={column.gestures} data-person={column.person}>{column.render(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
