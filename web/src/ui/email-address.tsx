import classes from './email-address.module.css'

/** An address in a list: on a phone it takes a second line before its @ and nowhere else; what is longer than its room is cut, and whole in its title. */
export const EmailAddress = ({ children: address }: { children: string }) => {
  const at = address.lastIndexOf('@')
  const parts = at > 0 ? [address.slice(0, at), address.slice(at)] : [address]
  return <span className={classes.address} title={address}>{parts.map((part) => <span key={part} className={classes.part}>{part}</span>)}</span>
}
