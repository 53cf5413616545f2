import type { Card } from '@portevoix/contract/feed'
import { Link } from '@tanstack/react-router'
import { useFormat } from '#ui/use-format.ts'
import { mediaAddress } from '../media.ts'
import classes from './beside.module.css'

/** A few contents by their titles; the whole line opens one. */
export const ContentLinks = ({ cards }: { cards: readonly Card[] }) => {
  const format = useFormat()
  return (
    <ul className={classes.list}>
      {cards.map(({ id, title, image, language, published_at }) => (
        <li key={id}>
          <Link to="/contents/$content_id" params={{ content_id: id }} className={classes.content}>
            {image && <img src={mediaAddress(image.media_id, 320)} alt="" loading="lazy" decoding="async" />}
            <span lang={language}>{title}<time dateTime={published_at}>{format.ago(published_at)}</time></span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
