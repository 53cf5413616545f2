import type { ReactNode } from 'react'
import { Mark } from './mark.tsx'
import classes from './plain-shell.module.css'
import { Waves } from './wave.tsx'

interface Props { organisation: { name: string; logo?: string | null }; banners?: ReactNode; tools?: ReactNode; children: ReactNode }

/** The frame of a door: sign-in, first visit, charter. One thing to do, before the organisation's colour. */
export const PlainShell = ({ organisation, banners, tools, children }: Props) => (
  <div className={classes.shell}>
    <div className={classes.banners}>{banners}</div>
    <header className={classes.band}>
      <Waves />
      <Mark {...organisation} />
      <div className={classes.tools}>{tools}</div>
    </header>
    <main id="main" className={classes.main} tabIndex={-1}><div className={classes.card}>{children}</div></main>
  </div>
)
