import { Badge, Button } from '@mantine/core'
import type { LinkReasons } from '@portevoix/contract/links'
import { useTranslations } from 'use-intl'
import { useReason } from '../reason.ts'
import classes from './reasons.module.css'

interface Props { item: LinkReasons['items'][number]; threshold: number; onAsk: () => void }

/** One reason: what it is, what it left out, and the way to the dry run of the other choice. */
export const ReasonLine = ({ item: { reason, counts, fixed, hits }, threshold, onAsk }: Props) => {
  const t = useTranslations('links.switches')
  const { name, detail } = useReason()(reason)
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <p className={classes.name}>{name}</p>
        <p className={classes.detail}>{detail}</p>
      </div>
      <p className={classes.hits}>{hits === null ? t('few', { threshold }) : t('hits', { count: hits })}</p>
      <Badge color={counts ? 'orange' : 'gray'} className={classes.state}>{fixed ? t('fixed') : counts ? t('counted') : t('left_out')}</Badge>
      <div className={classes.action}>
        {!fixed && <Button variant="default" size="compact-md" onClick={onAsk} aria-label={counts ? t('leave_out_this', { reason: name }) : t('count_this', { reason: name })}>{counts ? t('leave_out') : t('count')}</Button>}
      </div>
    </li>
  )
}
