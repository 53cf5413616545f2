import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useMantineColorScheme } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import { IntlProvider } from 'use-intl'
import { ownColour } from '#ui/colour.ts'
import { UiProvider } from '#ui/provider.tsx'
import { schemeOfAppearance } from '#ui/appearance.ts'
import { catalogues } from './catalogues.ts'
import { useHost } from './host.ts'
import { directionOf, followPerson, language } from './language.ts'
import { queryClient } from './queries.ts'
import { sessionQuery, useMember } from './session.ts'
import { useStore } from './store.ts'

const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''
// The scroll lock of dialogs makes its own style element and reads the nonce where webpack keeps it.
Object.assign(globalThis, { __webpack_nonce__: nonce })

/** Looks as the person asked to, wherever they asked. */
const Appearance = () => {
  const appearance = useMember()?.appearance
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => {
    if (appearance) setColorScheme(schemeOfAppearance(appearance))
  }, [appearance, setColorScheme])
  return null
}

const Surroundings = ({ children }: { children: ReactNode }) => {
  const spoken = useStore(language)
  const loaded = useStore(catalogues)
  const { isSuccess } = useQuery(sessionQuery)
  const member = useMember()
  const host = useHost()
  const direction = directionOf(spoken)
  useEffect(() => {
    document.documentElement.lang = spoken
    document.documentElement.dir = direction
  }, [spoken, direction])
  useEffect(() => {
    if (isSuccess) void followPerson(member?.language ?? null)
  }, [isSuccess, member?.language])
  return (
    <IntlProvider locale={spoken} messages={loaded[spoken] ?? {}} timeZone={member?.time_zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone}>
      <UiProvider colour={host?.colour ?? ownColour} direction={direction} nonce={nonce}><Appearance />{children}</UiProvider>
    </IntlProvider>
  )
}

/** Data, words and looks around the router. */
export const Providers = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queryClient}><Surroundings>{children}</Surroundings></QueryClientProvider>
)
