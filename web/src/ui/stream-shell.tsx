import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { atFoot } from './foot.ts'
import { Mark } from './mark.tsx'
import type { Place } from './place.ts'
import classes from './stream-shell.module.css'
import { useIsAt } from './use-is-at.ts'

interface Props {
  organisation: { name: string; logo?: string | null }
  /** At most five: the bar under the thumb. */
  places: readonly Place[]
  /** Lasting facts above everything: demonstration, offline, no mail server. */
  banners?: ReactNode
  /** At the end of the top bar on phones, at the foot of the side on wide screens. */
  tools?: ReactNode
  children: ReactNode
}

const exactly = { exact: true } as const

/** The ambassador's frame: a bar under the thumb on phones, a quiet side on wide screens. */
export const StreamShell = ({ organisation, places, banners, tools, children }: Props) => {
  const t = useTranslations('ui.shell')
  const isAt = useIsAt()
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">{t('skip')}</a>
      <div className={classes.banners}>{banners}</div>
      <header className={classes.side}>
        <div className={classes.top}>
          <Mark {...organisation} />
          <div className={classes.tools}>{tools}</div>
        </div>
        <nav ref={atFoot} className={classes.nav} aria-label={t('main')}>
          {places.map((place) => (
            <Link key={place.to} to={place.to} className={classes.place} activeOptions={exactly} aria-current={isAt(place)}>
              <span className={classes.icon}><place.icon size={24} stroke={1.8} aria-hidden />{!!place.count && <span className={classes.count}>{place.count}</span>}</span>
              <span className={classes.label}>{place.label}</span>
            </Link>
          ))}
        </nav>
        <div className={classes.foot}>{tools}</div>
      </header>
      <main id="main" className={classes.main} tabIndex={-1}>{children}</main>
    </div>
  )
}
