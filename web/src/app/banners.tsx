import { IconCloudOff, IconMailOff, IconMask } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { Banner } from '#ui/banner.tsx'
import { beneath } from './beneath.ts'
import { useOnline, useSilence } from './reach.ts'
import { rooms } from './rooms.ts'
import { sessionQuery, useMember } from './session.ts'

const outbox: string = '/desk/outbox'

/** What the person must never forget about where they are, above every frame. */
export const Banners = () => {
  const t = useTranslations('shell')
  const online = useOnline()
  const silence = useSilence()
  const member = useMember()
  const { data } = useQuery(sessionQuery)
  const switchers = rooms.flatMap((room) => room.demonstration ?? [])
  return (
    <>
      {member?.demonstration && (
        <Banner tone="demonstration" icon={<IconMask size={20} aria-hidden />} title={t('demonstration.title')} action={<Suspense fallback={null}>{switchers.map((Switcher, place) => <Switcher key={place} />)}</Suspense>}>
          {t('demonstration.detail')}
        </Banner>
      )}
      {!online && <Banner icon={<IconCloudOff size={20} aria-hidden />} title={t(`${silence}.title`)}>{t(`${silence}.detail`)}</Banner>}
      {data?.mail_delivered === false && member?.roles.includes('admin') && (
        <Banner tone="warning" icon={<IconMailOff size={20} aria-hidden />} title={t('mail.title')} action={<a href={beneath(outbox)}>{t('mail.open')}</a>}>{t('mail.detail')}</Banner>
      )}
    </>
  )
}
