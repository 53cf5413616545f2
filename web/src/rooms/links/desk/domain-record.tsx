import type { Domain } from '@portevoix/contract/links'
import { useTranslations } from 'use-intl'
import { CopyButton } from '#ui/copy-button.tsx'
import classes from './domains.module.css'

/** What to set where the domain is managed: the record that proves it, and where it must lead. */
export const DomainRecord = ({ domain: { record, shown_host, leads_to }, usual_address }: { domain: Domain; usual_address: string }) => {
  const t = useTranslations('links.domains.steps')
  const ui = useTranslations('ui')
  return (
    <div className={classes.steps}>
      <h3 className={classes.heading}>{t('title')}</h3>
      <ol className={classes.list}>
        <li>
          {t('record')}
          <dl className={classes.record}>
            <dt>{t('type')}</dt><dd><code>TXT</code></dd>
            <dt>{t('name')}</dt><dd><code>{record.name}</code><CopyButton text={record.name} label={t('copy_name')} variant="subtle" /></dd>
            <dt>{t('value')}</dt><dd><code>{record.value}</code><CopyButton text={record.value} label={t('copy_value')} variant="subtle" /></dd>
          </dl>
        </li>
        <li>{leads_to === null ? `${t('lead_later', { host: shown_host })} ${ui('no_public_address', { address: usual_address })}` : t('lead', { host: shown_host, target: leads_to })}</li>
      </ol>
    </div>
  )
}
