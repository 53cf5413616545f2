import type { ReactNode } from 'react'
import { Mark } from './mark.tsx'
import classes from './plain-shell.module.css'
import { Waves } from './wave.tsx'

interface Props {
  organisation: { name: string; logo?: string | null }
  /** What the organisation's colour has to say where it is large. */
  words?: string
  banners?: ReactNode
  tools?: ReactNode
  children: ReactNode
}

/** The frame of a door: sign-in, first visit, charter. One thing to do, before the organisation's colour. */
export const PlainShell = ({ organisation, words, banners, tools, children }: Props) => (
  <div className={classes.shell}>
    <div className={classes.banners}>{banners}</div>
    <header className={classes.band}>
      <Waves className={classes.waves} />
      <div className={classes.top}><Mark {...organisation} />{tools}</div>
      {words && <p className={classes.words}>{words}</p>}
    </header>
    <main id="main" className={classes.main} tabIndex={-1}><div className={classes.card}>{children}</div></main>
  </div>
)
