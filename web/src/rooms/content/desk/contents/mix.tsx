import type { Theme } from '@portevoix/contract/programme'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { Section } from '#ui/page.tsx'
import { ThemeTag } from '#ui/theme-tag.tsx'
import { useFormat } from '#ui/use-format.ts'
import classes from './contents.module.css'

const days = 90

/** What came out by theme against what was meant, and what to publish next. */
export const Mix = ({ programme_id, themes }: { programme_id: string; themes: readonly Theme[] }) => {
  const t = useTranslations('editor.mix')
  const format = useFormat()
  const { data } = useQuery(api.content.contents.mix.queryOptions({ input: { programme_id, days } }))
  if (!data) return null
  const next = themes.find(({ id }) => id === data.next_theme_id)
  const gap = (points: number) => (Math.abs(points) < 1 ? t('on_target') : t(points > 0 ? 'above' : 'below', { points: Math.round(Math.abs(points)) }))
  return (
    <Section title={t('title')} detail={t('detail', { days })}>
      {next && <p className={classes.next}>{t('next', { name: next.name })}</p>}
      {data.contents === 0 && <p className={classes.hint}>{t('none')}</p>}
      <ul className={classes.mix}>
        {data.themes.map(({ theme_id, actual_percent, target_percent, gap_points }) => {
          const theme = themes.find(({ id }) => id === theme_id)
          return (
            <li key={theme_id}>
              {theme && <ThemeTag colour={theme.colour}>{theme.name}</ThemeTag>}
              <div className={classes.track} aria-hidden>
                <div className={classes.bar} style={{ inlineSize: `${Math.min(100, actual_percent)}%` }} />
                <div className={classes.target} style={{ insetInlineStart: `${Math.min(100, target_percent)}%` }} />
              </div>
              <span className={classes.hint}>{t('actual', { actual: format.percent(actual_percent / 100) })} · {t('target', { target: format.percent(target_percent / 100) })}{data.contents > 0 && ` · ${gap(gap_points)}`}</span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
