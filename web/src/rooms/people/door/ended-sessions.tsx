import { Button, Stack, Title } from '@mantine/core'
import type { EndedSessions as Ended } from '@portevoix/contract/people'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Illustration } from '#ui/illustration.tsx'
import classes from './door.module.css'

/** Says, before the person goes on, that signing in ended sessions elsewhere, and why. */
export const EndedSessions = ({ ended: { count, why }, onGoOn }: { ended: Ended; onGoOn: () => Promise<void> }) => {
  const t = useTranslations('people.sign_in.ended')
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => { title.current?.focus() }, [])
  return (
    <Stack gap="md">
      <title>{`${t(`${why}.title`)} · Portevoix`}</title>
      <Illustration scene="people" />
      <Title order={1} ref={title} tabIndex={-1}>{t(`${why}.title`)}</Title>
      <p className={classes.lead}>{t('what', { count })}</p>
      <p className={classes.lead}>{t(`${why}.why`)}</p>
      <p className={classes.note}>{t(`${why}.next`)}</p>
      <Button fullWidth onClick={() => void onGoOn()}>{t('go_on')}</Button>
    </Stack>
  )
}
