import '@mantine/spotlight/styles.layer.css'
import { useMantineColorScheme } from '@mantine/core'
import { Spotlight, spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight'
import { allows, type Permission } from '@portevoix/contract/permissions'
import type { Language } from '@portevoix/contract/shapes'
import { IconKeyboard, IconLanguage, IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useSheet } from '#ui/use-sheet.ts'
import { beneath } from './beneath.ts'
import { openHelp } from './help-sheet.tsx'
import { chooseLanguage } from './language.ts'
import { prefer } from './preferences.ts'
import type { Command } from './room.ts'
import { rooms } from './rooms.ts'
import { useMember } from './session.ts'
import { usePlaces } from './use-places.ts'

const CommandPaletteContent = () => {
  const t = useTranslations('shell')
  const router = useRouter()
  const member = useMember()
  const locale = useLocale()
  const { setColorScheme } = useMantineColorScheme()
  const sheet = useSheet('palette')
  const ask = useEffectEvent(() => { sheet.open() })
  useEffect(() => { ask() }, [])
  useEffect(() => { if (sheet.opened) spotlight.open(); else spotlight.close() }, [sheet.opened])
  const look = (appearance: 'light' | 'dark') => {
    setColorScheme(appearance)
    return prefer({ appearance })
  }
  const speak = async (language: Language) => {
    await chooseLanguage(language)
    await prefer({ language })
  }

  const may = (permission: Permission | undefined) => member !== null && allows(permission ?? 'member', member.roles)
  const go = (to: string) => router.history.replace(beneath(to))
  const entry = ({ label, icon: Icon, run }: Pick<Command, 'icon' | 'run'> & { label: string }): SpotlightActionData => ({
    id: `${label}:${typeof run === 'string' ? run : ''}`,
    label,
    leftSection: <Icon size={20} aria-hidden />,
    onClick: () => { if (typeof run === 'string') go(run); else void run() },
  })
  const places = [...usePlaces('desk'), ...usePlaces('stream')].flatMap((group) => group.places)
  const commands = rooms.flatMap((room) => room.commands ?? []).filter(({ permission }) => may(permission))
  const own: readonly Command[] = [
    { label: 'light', icon: IconSun, run: () => look('light') },
    { label: 'dark', icon: IconMoon, run: () => look('dark') },
    { label: 'switch_language', icon: IconLanguage, run: () => speak(locale === 'fr' ? 'en' : 'fr') },
    { label: 'shortcuts', icon: IconKeyboard, run: openHelp },
  ]
  const actions: SpotlightActionGroupData[] = [
    { group: t('palette.go'), actions: places.map(({ label, icon, to }) => entry({ label, icon, run: to })) },
    { group: t('palette.act'), actions: [...commands, ...own].map((command) => entry({ ...command, label: t(`palette.${command.label}`) })) },
  ]
  return (
    <Spotlight
      actions={actions.filter(({ actions: inside }) => inside.length > 0)}
      shortcut={null}
      onSpotlightClose={sheet.close}
      highlightQuery
      scrollable
      maxHeight="60dvh"
      nothingFound={t('palette.nothing')}
      attributes={{ content: { 'aria-label': t('palette.title') } }}
      searchProps={{ placeholder: t('palette.placeholder'), 'aria-label': t('palette.placeholder'), leftSection: <IconSearch size={20} aria-hidden /> }}
    />
  )
}

export default CommandPaletteContent
