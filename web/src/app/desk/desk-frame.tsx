import { ActionIcon } from '@mantine/core'
import { IconKeyboard, IconNews } from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { DeskShell } from '#ui/desk-shell.tsx'
import { AccountTools } from '../account-tools.tsx'
import { Banners } from '../banners.tsx'
import { openPalette } from '../command-palette.tsx'
import { openHelp } from '../help-sheet.tsx'
import { useMember } from '../session.ts'
import { usePlaces } from '../use-places.ts'
import classes from './desk-frame.module.css'

const DeskFrame = () => {
  const t = useTranslations('shell.navigation')
  const help = useTranslations('shell.palette')
  const member = useMember()
  return (
    <DeskShell
      organisation={{ name: member?.organisation_name ?? 'Portevoix', logo: member?.logo_address ?? null }}
      groups={usePlaces('desk')}
      banners={<Banners />}
      onSearch={openPalette}
      tools={
        <>
          <ActionIcon className={classes.help} aria-label={help('shortcuts')} title={help('shortcuts')} onClick={openHelp}><IconKeyboard size={22} aria-hidden /></ActionIcon>
          <ActionIcon component={Link} to="/" aria-label={t('stream')} title={t('stream')}><IconNews size={22} aria-hidden /></ActionIcon>
          <AccountTools />
        </>
      }
    >
      <Outlet />
    </DeskShell>
  )
}

export default DeskFrame
