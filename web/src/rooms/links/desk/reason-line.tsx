import { Badge, Button } from '@mantine/core'
import type { LinkReasons } from '@portevoix/contract/links'
import { useTranslations } from 'use-intl'
import { useReason } from '../reason.ts'
import classes from './reasons.module.css'

interface Props {
  item: LinkReasons['items'][number]
  /** No reason left anything out: what there is to press does not call for it. */
  quiet: boolean
  onAsk: () => void
}

/** One reason: what it is, what it left out, and the way to the dry run of the other choice. That it leaves out is what the page is about: only the contrary is said. */
export const ReasonLine = ({ item: { reason, counts, fixed, hits }, quiet, onAsk }: Props) => {
  const t = useTranslations('links.switches')
  const { name, detail } = useReason()(reason)
  return (
    <li className={classes.line}>
      <p className={classes.name}>{name}</p>
      <p className={classes.what}>{detail}</p>
      {!quiet && <p className={classes.hits} data-few={hits === null || undefined}>{hits === null ? t('few') : t('hits', { count: hits })}</p>}
      {(fixed || counts) && <Badge color={counts ? 'orange' : 'gray'} className={classes.state}>{fixed ? t('fixed') : t('counted')}</Badge>}
      <div className={classes.action}>
        {!fixed && <Button variant={quiet ? 'subtle' : 'default'} size="compact-md" onClick={onAsk} aria-label={counts ? t('leave_out_this', { reason: name }) : t('count_this', { reason: name })}>{counts ? t('leave_out') : t('count')}</Button>}
      </div>
    </li>
  )
}
