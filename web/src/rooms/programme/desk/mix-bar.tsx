import { useTranslations } from 'use-intl'
import { useFormat } from '#ui/use-format.ts'
import classes from './mix-bar.module.css'

/** The shares of the mix side by side, as they are being typed. */
export const MixBar = ({ themes }: { themes: readonly { key: string; name: string; colour: string; target_percent: number }[] }) => {
  const t = useTranslations('programme.themes')
  const format = useFormat()
  const parts = format.list(themes.map(({ name, target_percent }) => t('part', { name, percent: target_percent })))
  return (
    <figure className={classes.bar} aria-label={t('mix_bar', { parts })}>
      {themes.map(({ key, colour, target_percent }) => <span key={key} className={classes.part} style={{ flexGrow: target_percent, background: colour }} />)}
    </figure>
  )
}
