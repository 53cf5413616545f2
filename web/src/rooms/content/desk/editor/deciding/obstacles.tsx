import type { Obstacle } from '@portevoix/contract/content/contents'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { goToField } from './go-to-field.ts'
import classes from '../editor.module.css'

const codes = ['title_required', 'address_required', 'body_required', 'image_alt_required', 'theme_required', 'group_gone', 'expires_too_early', 'caption_required', 'caption_too_long', 'network_unknown'] as const

/** The sentence of what stands in the way. */
export const useObstacleWords = () => {
  const problems = useTranslations('content.problems')
  return ({ code, values }: Obstacle): string => {
    const known = codes.find((one) => one === code)
    return known === undefined ? code : problems(known, { network: '', used: 0, limit: 0, ...values })
  }
}

/** What is still missing before publication, each with the way to its field. */
export const Obstacles = ({ obstacles }: { obstacles: readonly Obstacle[] }) => {
  const t = useTranslations('editor.write')
  const words = useObstacleWords()
  if (obstacles.length === 0) return <p className={classes.hint}>{t('ready')}</p>
  return (
    <div>
      <p className={classes.missing}>{t('missing')}</p>
      <ul className={classes.obstacles}>
        {obstacles.map((obstacle) => (
          <li key={`${obstacle.field} ${obstacle.code}`}>
            <span>{words(obstacle)}</span>
            <Button variant="subtle" size="compact-md" mih={44} aria-label={`${t('go')}, ${words(obstacle)}`} onClick={() => { goToField(obstacle.field) }}>{t('go')}</Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
