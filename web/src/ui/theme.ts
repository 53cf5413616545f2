import { Button, createTheme, type CSSVariablesResolver, type MantineColorsTuple, type MantineThemeOverride } from '@mantine/core'
import { brandScale, greysOf, surfacesOf, type Fill, type Steps, type Surfaces } from './brand.ts'

/** The hues of states and themes; each becomes a scale that reads as the organisation's own does. */
const hues = {
  red: '#c8302b', orange: '#c2570c', yellow: '#b98900', lime: '#5f8f12', green: '#1f8a4c', teal: '#0f8a7e',
  cyan: '#0e86a5', blue: '#2a6fdb', indigo: '#4a55d4', violet: '#7a4fd0', grape: '#a83fb8', pink: '#c9346f',
} as const
export type Hue = keyof typeof hues

const tuple = (steps: Steps): MantineColorsTuple => [...steps]
const states = Object.fromEntries(Object.entries(hues).map(([name, colour]) => [name, tuple(brandScale(colour).steps)]))

const fillVariables = { '--button-bg': 'var(--fill)', '--button-hover': 'var(--fill-hover)', '--button-color': 'var(--fill-ink)' }

const sans = "'Figtree Variable', system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', 'Noto Sans', sans-serif"
const display = `'Bricolage Grotesque Variable', ${sans}`

/** Sizes, type and defaults shared by every organisation; `colour` is the organisation's. */
export const themeOf = (colour: string): MantineThemeOverride => {
  const brand = brandScale(colour)
  const { light } = surfacesOf(colour)
  const { gray, dark } = greysOf(colour)
  return createTheme({
    primaryColor: 'brand',
    primaryShade: { light: 8, dark: 7 },
    colors: { ...states, brand: tuple(brand.steps), gray: tuple(gray), dark: tuple(dark) },
    white: '#ffffff',
    black: light.ink,
    autoContrast: false,
    cursorType: 'pointer',
    respectReducedMotion: true,
    focusRing: 'auto',
    defaultRadius: 'md',
    fontFamily: sans,
    fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, 'Liberation Mono', monospace",
    fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.3125rem' },
    lineHeights: { xs: '1.4', sm: '1.5', md: '1.6', lg: '1.6', xl: '1.5' },
    spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2.25rem' },
    radius: { xs: '0.375rem', sm: '0.5rem', md: '0.75rem', lg: '1.125rem', xl: '1.75rem' },
    shadows: { xs: 'var(--shadow-low)', sm: 'var(--shadow-low)', md: 'var(--shadow-mid)', lg: 'var(--shadow-high)', xl: 'var(--shadow-high)' },
    headings: {
      fontFamily: display,
      fontWeight: '700',
      textWrap: 'balance',
      sizes: {
        h1: { fontSize: 'clamp(1.75rem, 1.4rem + 1.5vw, 2.375rem)', lineHeight: '1.12' },
        h2: { fontSize: 'clamp(1.375rem, 1.2rem + 0.7vw, 1.625rem)', lineHeight: '1.2' },
        h3: { fontSize: '1.1875rem', lineHeight: '1.3' },
        h4: { fontSize: '1rem', lineHeight: '1.4' },
      },
    },
    components: {
      Button: Button.extend({ defaultProps: { size: 'md' }, vars: (_theme, { variant, color }) => ({ root: (variant ?? 'filled') === 'filled' && !color ? fillVariables : {} }) }),
      ActionIcon: { defaultProps: { size: 44, variant: 'subtle', color: 'gray' } },
      CloseButton: { defaultProps: { size: 44 } },
      TextInput: { defaultProps: { size: 'md' } },
      Textarea: { defaultProps: { size: 'md', autosize: true, minRows: 3 } },
      Select: { defaultProps: { size: 'md', checkIconPosition: 'right' } },
      NativeSelect: { defaultProps: { size: 'md' } },
      MultiSelect: { defaultProps: { size: 'md' } },
      TagsInput: { defaultProps: { size: 'md' } },
      Checkbox: { defaultProps: { size: 'md' } },
      Radio: { defaultProps: { size: 'md' } },
      Switch: { defaultProps: { size: 'md' } },
      Tooltip: { defaultProps: { openDelay: 350, withArrow: true, events: { hover: true, focus: true, touch: false } } },
      Modal: { defaultProps: { centered: true, radius: 'lg', padding: 'lg', overlayProps: { backgroundOpacity: 0.45, blur: 2 } } },
      Drawer: { defaultProps: { padding: 'lg', overlayProps: { backgroundOpacity: 0.45, blur: 2 } } },
      // the library's placeholder for the first focus is no part of a menu (ARIA): the first item takes it
      Menu: { defaultProps: { shadow: 'lg', radius: 'md', withInitialFocusPlaceholder: false } },
      Popover: { defaultProps: { shadow: 'lg', radius: 'md' } },
      Badge: { defaultProps: { variant: 'light', size: 'lg', tt: 'none', fw: 600 } },
      Loader: { defaultProps: { type: 'dots' } },
      Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
    },
  })
}

/** Hovering moves the ground away from its ink: contrast only grows. */
const fillOf = ({ ground, ink }: Fill): Record<string, string> => ({ '--fill': ground, '--fill-ink': ink, '--fill-hover': `color-mix(in oklab, ${ground}, ${ink === '#ffffff' ? 'black' : 'white'} 14%)` })

const surfaceVariables = (surfaces: Surfaces, brandText: string): Record<string, string> => ({
  '--page': surfaces.page,
  '--raised': surfaces.raised,
  '--sunken': surfaces.sunken,
  '--line': surfaces.line,
  '--line-strong': surfaces.line_strong,
  '--ink': surfaces.ink,
  '--ink-soft': surfaces.ink_soft,
  '--brand-text': brandText,
  '--mantine-color-body': surfaces.page,
  '--mantine-color-text': surfaces.ink,
  '--mantine-color-bright': surfaces.ink,
  '--mantine-color-dimmed': surfaces.ink_soft,
  '--mantine-color-placeholder': surfaces.ink_soft,
  '--mantine-color-default': surfaces.raised,
  '--mantine-color-default-hover': surfaces.sunken,
  '--mantine-color-default-color': surfaces.ink,
  '--mantine-color-default-border': surfaces.line_strong,
  '--mantine-color-disabled': surfaces.sunken,
  '--mantine-color-disabled-color': surfaces.ink_soft,
  '--mantine-color-disabled-border': surfaces.line,
  '--mantine-color-anchor': brandText,
})

/** The page's variables; components' CSS uses these names and no colour of its own. */
export const variablesOf = (colour: string): CSSVariablesResolver => (theme) => {
  const { exact, on_exact, steps, fill } = brandScale(colour)
  const surfaces = surfacesOf(colour)
  // On dark pages: hovering darkens, and words in a colour keep it instead of paling to white.
  const onDark = Object.keys(theme.colors).flatMap((name) => [
    [`--mantine-color-${name}-filled-hover`, `color-mix(in oklab, var(--mantine-color-${name}-7), black 14%)`],
    [`--mantine-color-${name}-light-color`, `var(--mantine-color-${name}-3)`],
  ])
  return {
    variables: { '--brand': exact, '--on-brand': on_exact, '--voice': '1.375rem 1.375rem 1.375rem 0.375rem', '--reading': '42rem' },
    light: {
      ...surfaceVariables(surfaces.light, steps[8]),
      ...fillOf(fill.light),
      '--brand-soft': steps[1],
      '--brand-soft-ink': steps[9],
      '--mantine-color-error': 'var(--mantine-color-red-8)',
      '--mantine-color-success': 'var(--mantine-color-green-8)',
      '--shadow-low': '0 1px 2px rgb(0 0 0 / 0.05), 0 2px 6px -2px rgb(0 0 0 / 0.06)',
      '--shadow-mid': '0 2px 4px rgb(0 0 0 / 0.04), 0 12px 28px -12px rgb(0 0 0 / 0.16)',
      '--shadow-high': '0 4px 8px rgb(0 0 0 / 0.05), 0 28px 56px -20px rgb(0 0 0 / 0.28)',
    },
    dark: {
      ...surfaceVariables(surfaces.dark, steps[4]),
      ...fillOf(fill.dark),
      ...Object.fromEntries(onDark),
      '--brand-soft': 'var(--mantine-color-brand-light)',
      '--brand-soft-ink': steps[0],
      '--mantine-color-error': 'var(--mantine-color-red-4)',
      '--mantine-color-success': 'var(--mantine-color-green-4)',
      '--shadow-low': '0 0 0 1px rgb(255 255 255 / 0.04)',
      '--shadow-mid': '0 0 0 1px rgb(255 255 255 / 0.05), 0 12px 28px -12px rgb(0 0 0 / 0.7)',
      '--shadow-high': '0 0 0 1px rgb(255 255 255 / 0.07), 0 28px 56px -20px rgb(0 0 0 / 0.9)',
    },
  }
}
