import { Button, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { loadCatalogues } from '#app/catalogues.ts'
import { api } from '#app/client.ts'
import { isProblem, isUnreachable } from '#app/problem.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ReturnFocus } from '#ui/return-focus.tsx'
import { TextSkeleton } from '#ui/skeletons.tsx'
import { Compose } from './compose.tsx'
import classes from './composer.module.css'

interface Props { content_id: string; onClose: () => void }

/** Passing a content on, all on one sheet: from the bottom on a phone, at the side on a wide screen. */
const Composer = ({ content_id, onClose }: Props) => {
  const locale = useLocale()
  const [ready, setReady] = useState(false)
  useEffect(() => {
    let wanted = true
    loadCatalogues(locale === 'en' ? 'en' : 'fr', ['sharing']).then(() => { if (wanted) setReady(true); return undefined }).catch(onClose)
    return () => { wanted = false }
  }, [locale, onClose])
  return ready ? <Sheet content_id={content_id} onClose={onClose} /> : null
}

const Sheet = ({ content_id, onClose }: Props) => {
  const t = useTranslations('sharing.composer')
  const ui = useTranslations('ui')
  const wide = useMediaQuery('(min-width: 62em)', false, { getInitialValueInEffect: false })
  const composition = useQuery({ ...api.sharing.compose.queryOptions({ input: { content_id } }), staleTime: 10_000, gcTime: 0, refetchOnWindowFocus: false })
  return (
    <Drawer.Root opened onClose={onClose} position={wide ? 'right' : 'bottom'} size={wide ? '34rem' : '92dvh'} padding="lg">
      <Drawer.Overlay backgroundOpacity={0.45} blur={2} />
      <Drawer.Content className={wide ? undefined : classes.sheet}>
        <Drawer.Body>
          <ReturnFocus />
          <div className={classes.top}>
            <Drawer.Title className={classes.title}>{t('title')}</Drawer.Title>
            <Drawer.CloseButton aria-label={ui('close')} />
          </div>
          {composition.isPending ? <TextSkeleton lines={8} /> : composition.data
            ? composition.data.networks.length > 0 ? <Compose composition={composition.data} onClose={onClose} /> : <EmptyState title={t('no_network')} />
            : <EmptyState scene={isUnreachable(composition.error) ? 'offline' : 'lost'} title={composition.error?.message ?? ''} action={isProblem(composition.error, 'programme.charter_to_accept') ? <Button component="a" href="/">{t('to_charter')}</Button> : <Button onClick={() => void composition.refetch()}>{ui('retry')}</Button>} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}

export default Composer
