import { VisuallyHidden } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { useFormat } from '#ui/use-format.ts'
import { Chapter } from '../chapter.tsx'
import { useExplained, useUnfollowed } from './narrowing.ts'
import type { DashboardProps } from './props.ts'
import classes from './table.module.css'

const columns = ['people', 'readers', 'reads', 'sharers', 'shares', 'clicks'] as const
const told = ['readers', 'reads', 'sharers', 'shares', 'clicks'] as const

/** The groups, as far as nobody can be recognised in them. */
export const Groups = ({ dashboard }: DashboardProps) => {
  const { groups, left_out, filters } = dashboard
  const t = useTranslations('insights')
  const format = useFormat()
  const explained = useExplained(dashboard)
  const unfollowed = useUnfollowed(dashboard)
  const { threshold } = groups
  const label = t('dashboard.groups.title')
  const few = <span className={classes.few}>{t('few')}<VisuallyHidden> ({t('few_detail', { threshold })})</VisuallyHidden></span>
  // where everything is shown, nothing is said of what is not
  if (filters.small && groups.lines.length + groups.withheld === 0) return null
  return (
    <Chapter
      title={label}
      {...(!filters.small && { detail: t('dashboard.groups.detail', { threshold }) })}
      note={unfollowed(told)?.long}
      explanation={explained({ definition: t('dashboard.groups.definition'), sample: t('explain.people', { count: groups.lines.reduce((total, { people }) => total + people, 0) }), ...(left_out.hits !== null && { robots: left_out.hits }) }, told)}
    >
      {groups.lines.length === 0 ? <p className={classes.note}>{t('dashboard.groups.empty')}</p> : (
        <ScrollBox className={classes.scroll} label={label}>
          <table className={classes.table}>
            <thead><tr><th scope="col">{t('columns.group')}</th>{columns.map((column) => <th key={column} scope="col" data-numeric>{t(`columns.${column}`)}</th>)}</tr></thead>
            <tbody>
              {groups.lines.map((line) => (
                <tr key={line.group_id}>
                  <th scope="row">{line.name}</th>
                  {columns.map((column) => {
                    const count = line[column]
                    return <td key={column} data-numeric>{count === null ? few : format.number(count)}</td>
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {groups.withheld > 0 && <p className={classes.note}>{t('dashboard.groups.withheld', { count: groups.withheld, threshold })}</p>}
    </Chapter>
  )
}
