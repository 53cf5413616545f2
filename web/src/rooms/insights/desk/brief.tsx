import { Anchor } from '@mantine/core'
import type { LeftOut } from '@portevoix/contract/insights'
import { allows } from '@portevoix/contract/permissions'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useMember } from '#app/session.ts'
import { useFormat } from '#ui/use-format.ts'
import { briefKindsOf } from './brief-kinds.ts'
import classes from './board.module.css'
import type { DashboardProps } from './props.ts'

interface Props extends DashboardProps {
  /** These are the figures of what was asked for before. */
  stale: boolean
}

/** So many kinds are told in the sentence; the chapter below has them all. */
const first = 4

const linked = (words: ReactNode) => <Anchor component={Link} to="/desk/left-out" inherit underline="always">{words}</Anchor>
const plain = (words: ReactNode) => words

/** That some clicks are visits that are left out elsewhere, and where that is chosen. */
const Counted = ({ count }: { count: number }) => {
  const t = useTranslations('insights.dashboard.brief')
  const member = useMember()
  return <>{t.rich('counted', { count, link: member && allows('programme.manage', member.roles) ? linked : plain })}</>
}

const useLeftOut = ({ hits, reasons }: LeftOut): string => {
  const t = useTranslations('insights.dashboard.brief')
  const format = useFormat()
  const kinds = briefKindsOf(reasons).slice(0, first)
  if (hits === null) return ''
  return kinds.length === 0 ? t('left_out', { hits }) : t('left_out_as', { hits, kinds: format.list(kinds.map((kind) => t(`kinds.${kind}`))) })
}

const Words = ({ dashboard: { figures, left_out } }: DashboardProps) => {
  const t = useTranslations('insights.dashboard.brief')
  const left = useLeftOut(left_out)
  const { reads, shares, clicks } = figures
  if (reads.value === null || shares.value === null || clicks.value === null) return <>{t('withheld')}</>
  if (reads.value + shares.value + clicks.value === 0) return <>{t('nothing')}</>
  const count = left_out.counted.length
  return <>{t(count === 0 ? 'clicks' : 'clicks_counted', { clicks: clicks.value, shares: shares.value, reads: reads.value })} {count > 0 && <><Counted count={count} /> </>}{left}</>
}

/** The period in a few sentences. */
export const Brief = ({ dashboard, stale }: Props) => <span className={classes.brief} aria-busy={stale} data-stale={stale}><Words dashboard={dashboard} /></span>
