import { Outlet } from '@tanstack/react-router'
import { PlainShell } from '#ui/plain-shell.tsx'
import { Banners } from './banners.tsx'
import { useHost } from './host.ts'

const PlainFrame = () => {
  const host = useHost()
  return <PlainShell organisation={{ name: host?.name ?? 'Portevoix', logo: host?.logo_address ?? null }} banners={<Banners />}><Outlet /></PlainShell>
}

export default PlainFrame
