import classes from './person-avatar.module.css'
import { hueOf } from './hue.ts'

/** The first letters of the first and last names, as graphemes. */
export const initialsOf = (name: string): string => {
  const words = name.trim().split(/[\s-]+/u).filter(Boolean)
  const [first, last] = [words.at(0), words.length > 1 ? words.at(-1) : undefined]
  const initial = (word: string | undefined) => (word ? [...new Intl.Segmenter().segment(word)][0]?.segment.toLocaleUpperCase() ?? '' : '')
  return `${initial(first)}${initial(last)}`
}

const placeOf = (name: string): number => {
  let place = 0
  for (const letter of name) place = (place * 33 + (letter.codePointAt(0) ?? 0)) % 9973
  return place
}

interface Props { name: string; image?: string | null; size?: 'sm' | 'md' | 'lg' }

/** A member's picture or initials. Decorative: the name stands beside it. */
export const PersonAvatar = ({ name, image, size = 'md' }: Props) => (
  <span className={classes.avatar} data-size={size} data-hue={hueOf(placeOf(name))} aria-hidden="true">
    {image ? <img className={classes.image} src={image} alt="" loading="lazy" decoding="async" /> : initialsOf(name)}
  </span>
)
