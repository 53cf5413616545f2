import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@fontsource-variable/bricolage-grotesque/index.css'
import '@fontsource-variable/figtree/index.css'
import './global.css'
import { DirectionProvider, MantineProvider, type MantineColorScheme } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'
import { Notices } from './notices.tsx'
import { themeOf, variablesOf } from './theme.ts'

interface Props {
  /** `#rrggbb` of the organisation. */
  colour: string
  direction: 'ltr' | 'rtl'
  /** The nonce of the page's content security policy, for the style elements made while running. */
  nonce: string
  /** Forces a scheme; otherwise the person's choice, else the device's. */
  scheme?: Exclude<MantineColorScheme, 'auto'> | undefined
  children: ReactNode
}

/** The theme of one organisation around the whole interface. */
export const UiProvider = ({ colour, direction, nonce, scheme, children }: Props) => {
  const theme = useMemo(() => themeOf(colour), [colour])
  const variables = useMemo(() => variablesOf(colour), [colour])
  return (
    <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" {...(scheme && { forceColorScheme: scheme })} getStyleNonce={() => nonce}>
        {children}
        <Notices />
      </MantineProvider>
    </DirectionProvider>
  )
}
