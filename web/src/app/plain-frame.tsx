import { Outlet } from '@tanstack/react-router'
import { PlainShell } from '#ui/plain-shell.tsx'
import { Banners } from './banners.tsx'
import { useMember } from './session.ts'

const PlainFrame = () => {
  const member = useMember()
  return <PlainShell organisation={{ name: member?.organisation_name ?? 'Portevoix', logo: member?.logo_address ?? null }} banners={<Banners />}><Outlet /></PlainShell>
}

export default PlainFrame
