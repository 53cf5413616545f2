import { SegmentedControl, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import type { Language } from '@portevoix/contract/shapes'
import { useLocale, useTranslations } from 'use-intl'

const languages: readonly Language[] = ['fr', 'en']

/** The language of the interface, each named in itself. */
export const LanguageSwitch = ({ onChange }: { onChange: (language: Language) => void }) => {
  const t = useTranslations('ui.language')
  return <SegmentedControl fullWidth size="md" aria-label={t('label')} value={useLocale()} onChange={onChange} data={languages.map((value) => ({ value, label: t(value) }))} />
}

const schemeOf = { system: 'auto', light: 'light', dark: 'dark' } as const
export type Appearance = keyof typeof schemeOf

/** How the library calls an appearance. */
export const schemeOfAppearance = (appearance: Appearance): MantineColorScheme => schemeOf[appearance]

const appearances: readonly Appearance[] = ['system', 'light', 'dark']

/** Light, dark, or as the device is; changes at once, then tells. */
export const ThemeSwitch = ({ onChange }: { onChange?: (appearance: Appearance) => void }) => {
  const t = useTranslations('ui.scheme')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const choose = (appearance: Appearance) => {
    setColorScheme(schemeOf[appearance])
    onChange?.(appearance)
  }
  return <SegmentedControl fullWidth size="md" aria-label={t('label')} value={appearances.find((appearance) => schemeOf[appearance] === colorScheme) ?? 'system'} onChange={choose} data={appearances.map((value) => ({ value, label: t(value) }))} />
}
