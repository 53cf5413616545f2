import { Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './page.module.css'

interface PageProps {
  /** `reading` for texts and forms, `wide` for tables and boards, `feed` for one column of cards. */
  width?: 'feed' | 'reading' | 'wide'
  children: ReactNode
}

/** The column of a screen, its blocks one under the other. */
export const Page = ({ width = 'reading', children }: PageProps) => <div className={classes.page} data-width={width}>{children}</div>

interface HeaderProps {
  title: string
  /** One sentence under the title. */
  lead?: ReactNode
  /** What the person can do here, the main action last. */
  actions?: ReactNode
  /** Where the arrow before the title leads. */
  back?: string
}

/** The page's one h1, which also names the browser's tab. */
export const PageHeader = ({ title, lead, actions, back }: HeaderProps) => {
  const t = useTranslations('ui')
  return (
    <header className={classes.header}>
      <title>{`${title} · Portevoix`}</title>
      <div className={classes.heading}>
        {back && (
          <Link to={back} className={classes.back} aria-label={t('back')}>
            <IconArrowLeft size={22} aria-hidden className={classes.arrow} />
          </Link>
        )}
        <div className={classes.words}>
          <Title order={1}>{title}</Title>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  )
}

interface SectionProps { title: string; detail?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A titled surface of a page: a group of settings, a chart, a list. */
export const Section = ({ title, detail, actions, children }: SectionProps) => (
  <section className={classes.section} aria-label={title}>
    <div className={classes.header}>
      <div className={classes.words}>
        <Title order={2} size="h3">{title}</Title>
        {detail && <p className={classes.detail}>{detail}</p>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
    {children}
  </section>
)
