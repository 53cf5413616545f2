import { ActionIcon, Tooltip } from '@mantine/core'
import { IconNews } from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { DeskShell } from '#ui/desk-shell.tsx'
import { AccountTools } from '../account-tools.tsx'
import { Banners } from '../banners.tsx'
import { openPalette } from '../command-palette.tsx'
import { useMember } from '../session.ts'
import { usePlaces } from '../use-places.ts'

const DeskFrame = () => {
  const t = useTranslations('shell.navigation')
  const member = useMember()
  return (
    <DeskShell
      organisation={{ name: member?.organisation_name ?? 'Portevoix', logo: member?.logo_address ?? null }}
      groups={usePlaces('desk')}
      banners={<Banners />}
      onSearch={openPalette}
      tools={
        <>
          <Tooltip label={t('stream')}><ActionIcon component={Link} to="/" aria-label={t('stream')}><IconNews size={22} aria-hidden /></ActionIcon></Tooltip>
          <AccountTools />
        </>
      }
    >
      <Outlet />
    </DeskShell>
  )
}

export default DeskFrame
