import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { ThemeTag } from '#ui/theme-tag.tsx'
import { palette } from './theme-palette.ts'

/** A colour by its name; one that was chosen elsewhere stays until another is. */
export const ThemeColour = ({ colour, onChange }: { colour: string; onChange: (colour: string) => void }) => {
  const t = useTranslations('programme.themes')
  const own = palette.some(([, one]) => one === colour) ? [] : [{ value: colour, label: t('colours.own') }]
  return (
    <NativeSelect
      label={t('colour')} value={colour} onChange={(event) => { onChange(event.currentTarget.value) }} leftSection={<ThemeTag colour={colour}>{null}</ThemeTag>}
      data={[...own, ...palette.map(([name, value]) => ({ value, label: t(`colours.${name}`) }))]}
    />
  )
}
