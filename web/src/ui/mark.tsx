import classes from './mark.module.css'
import { Sign } from './wave.tsx'

interface Props { name: string; logo?: string | null }

/** The organisation's logo and name; Portevoix's sign where it has no logo. */
export const Mark = ({ name, logo }: Props) => (
  <span className={classes.mark}>
    {logo ? <img className={classes.logo} src={logo} alt="" /> : <span className={classes.tile}><Sign size={22} /></span>}
    <span className={classes.name}>{name}</span>
  </span>
)
