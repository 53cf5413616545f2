import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import type { Language } from '@portevoix/contract/shapes'
import { useLocale, useTranslations } from 'use-intl'
import { appearances, schemeOfAppearance, type Appearance } from './appearance.ts'

const languages: readonly Language[] = ['fr', 'en']

/** The language of the interface, each named in itself. */
export const LanguageSwitch = ({ onChange }: { onChange: (language: Language) => void }) => {
  const t = useTranslations('ui.language')
  return <SegmentedControl fullWidth size="md" aria-label={t('label')} value={useLocale()} onChange={onChange} data={languages.map((value) => ({ value, label: t(value) }))} />
}


/** Light, dark, or as the device is; changes at once, then tells. */
export const ThemeSwitch = ({ onChange }: { onChange?: (appearance: Appearance) => void }) => {
  const t = useTranslations('ui.scheme')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const choose = (appearance: Appearance) => {
    setColorScheme(schemeOfAppearance(appearance))
    onChange?.(appearance)
  }
  return <SegmentedControl fullWidth size="md" aria-label={t('label')} value={appearances.find((appearance) => schemeOfAppearance(appearance) === colorScheme) ?? 'system'} onChange={choose} data={appearances.map((value) => ({ value, label: t(value) }))} />
}
