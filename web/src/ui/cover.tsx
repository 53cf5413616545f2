import classes from './cover.module.css'
import { Waves } from './wave.tsx'

const placeOf = (text: string): number => {
  let place = 0
  for (const letter of text) place = (place * 31 + (letter.codePointAt(0) ?? 0)) % 4
  return place
}

/** What stands in a list where a content has no image: the organisation's colour under its breath, never twice quite the same. */
export const Cover = ({ title }: { title: string }) => (
  <div className={classes.cover} data-place={placeOf(title)} aria-hidden="true">
    <Waves className={classes.waves} />
  </div>
)
