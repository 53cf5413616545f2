import { Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './page.module.css'

interface PageProps {
  /** `reading` for texts, `form` for settings (their titles beside them where there is room), `board` for what one looks over in two columns, `wide` for tables, `feed` for one column of cards. */
  width?: 'feed' | 'reading' | 'form' | 'board' | 'wide'
  /** What stands beside on a wide screen, where there is any: never what the page cannot do without. */
  beside?: ReactNode
  children: ReactNode
}

/** Told at once, so that a phone neither loads nor asks for what it will not show. */
const useIsWide = () => useMediaQuery('(min-width: 75em)', undefined, { getInitialValueInEffect: false }) ?? false

/** The column of a screen, its blocks one under the other. */
export const Page = ({ width = 'reading', beside, children }: PageProps) => {
  const wide = useIsWide()
  const column = <div className={classes.page} data-width={width}><div className={classes.blocks}>{children}</div></div>
  return beside && wide ? <div className={classes.pair}>{column}<div className={classes.beside}>{beside}</div></div> : column
}

interface HeaderProps {
  title: string
  /** Above the title, beside the arrow: what it belongs to. */
  over?: ReactNode
  /** One sentence under the title. */
  lead?: ReactNode
  /** Small gestures at the end of the title's own line, icons alone. */
  tools?: ReactNode
  /** What the person can do here, the main action last. */
  actions?: ReactNode
  /** Where the arrow above the title leads. */
  back?: string
}

/** The page's one h1, which also names the browser's tab. */
export const PageHeader = ({ title, over, lead, tools, actions, back }: HeaderProps) => {
  const t = useTranslations('ui')
  return (
    <header className={classes.header}>
      <title>{`${title} · Portevoix`}</title>
      {(back ?? over) && (
        <div className={classes.over}>
          {back && <Link to={back} className={classes.back} aria-label={t('back')}><IconArrowLeft size={22} aria-hidden className={classes.arrow} /></Link>}
          {over}
        </div>
      )}
      <div className={classes.words}>
        <div className={classes.line}><Title order={1}>{title}</Title>{tools && <div className={classes.tools}>{tools}</div>}</div>
        {lead && <p className={classes.lead}>{lead}</p>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  )
}

interface SectionProps { title: string; detail?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A titled surface of a page: a group of settings, a chart, a list. */
export const Section = ({ title, detail, actions, children }: SectionProps) => (
  <section className={classes.section} aria-label={title}>
    <div className={classes.head}>
      <div className={classes.words}>
        <Title order={2} size="h3">{title}</Title>
        {detail && <p className={classes.detail}>{detail}</p>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
    <div className={classes.body}>{children}</div>
  </section>
)
