import classes from './keys.module.css'

const isApple = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)
const shown: Record<string, string> = { mod: isApple ? '⌘' : 'Ctrl', shift: '⇧', alt: isApple ? '⌥' : 'Alt', enter: '↵', arrowup: '↑', arrowdown: '↓', escape: 'Esc' }

/** A keyboard shortcut, written as `useShortcuts` takes it: `mod+k`, `?`, `e`. */
export const Keys = ({ keys }: { keys: string }) => (
  <span className={classes.keys}>
    {keys.split('+').map((key) => <kbd key={key} className={classes.key}>{shown[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key)}</kbd>)}
  </span>
)
