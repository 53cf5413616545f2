import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Mark } from '#ui/mark.tsx'
import { useHost } from './host.ts'
import classes from './outside.module.css'
import { useMember } from './session.ts'

const home: string = '/'

/** A page without a frame: the organisation's mark leads home, and the page says one thing. */
export const Outside = ({ title, children }: { title: string; children: ReactNode }) => {
  const t = useTranslations('shell.not_found')
  const member = useMember()
  const host = useHost()
  return (
    <div className={classes.outside}>
      <title>{`${title} · Portevoix`}</title>
      <header className={classes.top}>
        <Link to={home} className={classes.home} title={t('home')}><Mark name={member?.organisation_name ?? host?.name ?? 'Portevoix'} logo={member?.logo_address ?? host?.logo_address ?? null} /></Link>
      </header>
      <main id="main" className={classes.main} tabIndex={-1}>{children}</main>
    </div>
  )
}
