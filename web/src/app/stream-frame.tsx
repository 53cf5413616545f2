import { IconLayoutDashboard } from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { ActionIcon } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { StreamShell } from '#ui/stream-shell.tsx'
import { AccountTools } from './account-tools.tsx'
import { Banners } from './banners.tsx'
import { useMember } from './session.ts'
import { usePlaces } from './use-places.ts'

const StreamFrame = () => {
  const t = useTranslations('shell.navigation')
  const member = useMember()
  const places = usePlaces('stream').flatMap((group) => group.places)
  const first = usePlaces('desk')[0]?.places[0]
  return (
    <StreamShell
      organisation={{ name: member?.organisation_name ?? 'Portevoix', logo: member?.logo_address ?? null }}
      places={places}
      banners={<Banners />}
      tools={
        <>
          {first && <ActionIcon component={Link} to={first.to} aria-label={t('desk')} title={t('desk')}><IconLayoutDashboard size={22} aria-hidden /></ActionIcon>}
          <AccountTools />
        </>
      }
    >
      <Outlet />
    </StreamShell>
  )
}

export default StreamFrame
