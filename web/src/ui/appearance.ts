import { localStorageColorSchemeManager, type MantineColorScheme } from '@mantine/core'

const schemeOf = { system: 'auto', light: 'light', dark: 'dark' } as const
export type Appearance = keyof typeof schemeOf
export const appearances: readonly Appearance[] = ['system', 'light', 'dark']

/** How the library calls an appearance. */
export const schemeOfAppearance = (appearance: Appearance): MantineColorScheme => schemeOf[appearance]

/** What this device shows. */
export const appearanceHere = (): Appearance => {
  const scheme = localStorageColorSchemeManager().get('auto')
  return appearances.find((appearance) => schemeOf[appearance] === scheme) ?? 'system'
}
