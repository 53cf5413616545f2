import classes from './mark.module.css'
import { Sign } from './wave.tsx'

interface Props { name: string; logo?: string | null }

/** Letters that one line of the side holds in the large size. */
const short = 17

/** The organisation's logo and name; Portevoix's sign where it has no logo. A long name takes two smaller lines, or as many as its frame has room for; what is cut is in its title. */
export const Mark = ({ name, logo }: Props) => (
  <span className={classes.mark}>
    {logo ? <img className={classes.logo} src={logo} alt="" /> : <span className={classes.tile}><Sign size={22} /></span>}
    <span className={classes.name} data-long={name.length > short || undefined} title={name.length > short ? name : undefined}>{name}</span>
  </span>
)
