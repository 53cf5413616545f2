import { Button, Menu } from '@mantine/core'
import type { Item } from '@portevoix/contract/content/items'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Cover } from '#ui/cover.tsx'
import { safeAddress } from '#ui/safe-address.ts'
import { useFormat } from '#ui/use-format.ts'
import { mediaAddress } from '../../stream/media.ts'
import { snoozes } from './snooze-times.ts'
import type { Decision } from './use-decisions.ts'
import classes from './item-card.module.css'

interface Props { item: Item; current: boolean; making: boolean; onDecide: (decision: Decision) => void; onMake: () => void }

const editorOf = (content_id: string): string => `/desk/contents/${content_id}`

/** What a source brought: what it is, where it comes from, and the four things to do with it. */
export const ItemCard = ({ item, current, making, onDecide, onMake }: Props) => {
  const t = useTranslations('content.desk.inbox')
  const format = useFormat()
  const address = safeAddress(item.address)
  const sorted = item.state !== 'new'
  return (
    <li>
      <article id={`item-${item.id}`} data-item={item.id} className={classes.card} data-current={current || undefined} aria-current={current || undefined} tabIndex={-1} lang={item.language ?? undefined}>
        <div className={classes.media}>
          {item.image ? <img className={classes.image} src={mediaAddress(item.image.media_id, 320)} alt="" loading="lazy" decoding="async" width={item.image.width} height={item.image.height} /> : <Cover title={item.title} />}
        </div>
        <div className={classes.words}>
          <p className={classes.meta}>
            <span>{item.source?.title ?? item.site_name ?? t('without_source')}</span>
            {item.updated && <strong>{t('updated')}</strong>}
            {item.published_at && <time dateTime={item.published_at}>{format.ago(item.published_at)}</time>}
            {item.author && <span>{t('by', { author: item.author })}</span>}
            {item.reading_minutes !== null && <span>{t('minutes', { minutes: item.reading_minutes })}</span>}
          </p>
          <h2 className={classes.title}>{address ? <a href={address} target="_blank" rel="noopener noreferrer">{item.title}</a> : item.title}</h2>
          {item.summary && <p className={classes.summary}>{item.summary}</p>}
          {item.snoozed_until && <p className={classes.meta}>{t('snoozed_until', { when: format.ago(item.snoozed_until) })}</p>}
          {item.decided_by && item.decided_at && <p className={classes.meta}>{t('decided', { name: item.decided_by.name, ago: format.ago(item.decided_at) })}</p>}
          <div className={classes.actions}>
            {item.content_id
              ? <Button component={Link} to={editorOf(item.content_id)} variant="default">{t('see')}</Button>
              : <Button loading={making} onClick={onMake}>{t('make')}</Button>}
            {item.state !== 'kept' && <Button variant="default" onClick={() => { onDecide({ state: 'kept' }) }}>{t('keep')}</Button>}
            {item.state !== 'dismissed' && <Button variant="default" onClick={() => { onDecide({ state: 'dismissed' }) }}>{t('dismiss')}</Button>}
            {item.state === 'new' && (
              <Menu>
                <Menu.Target><Button variant="subtle">{t('snooze')}</Button></Menu.Target>
                <Menu.Dropdown>
                  <Menu.Label>{t('snooze_title')}</Menu.Label>
                  {snoozes.map((snooze) => <Menu.Item key={snooze} onClick={() => { onDecide({ state: 'snoozed', snooze }) }}>{t(`snooze_${snooze}`)}</Menu.Item>)}
                </Menu.Dropdown>
              </Menu>
            )}
            {sorted && <Button variant="subtle" onClick={() => { onDecide({ state: 'new' }) }}>{t('back')}</Button>}
          </div>
        </div>
      </article>
    </li>
  )
}
