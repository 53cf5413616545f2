import { Box } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { dotOf } from '#ui/theme-dot.ts'
import { useFormat } from '#ui/use-format.ts'
import classes from './mix-bar.module.css'

const Part = ({ colour, percent }: { colour: string; percent: number }) => {
  const { light, dark } = dotOf(colour)
  return <Box component="span" className={classes.part} style={{ flexGrow: percent }} __vars={{ '--on-light': light, '--on-dark': dark }} />
}

/** The shares of the mix side by side, as they are being typed. */
export const MixBar = ({ themes }: { themes: readonly { key: string; name: string; colour: string; target_percent: number }[] }) => {
  const t = useTranslations('programme.themes')
  const format = useFormat()
  const parts = format.list(themes.map(({ name, target_percent }) => t('part', { name, percent: target_percent })))
  return (
    <figure className={classes.bar} aria-label={t('mix_bar', { parts })}>
      {themes.map(({ key, colour, target_percent }) => <Part key={key} colour={colour} percent={target_percent} />)}
    </figure>
  )
}
