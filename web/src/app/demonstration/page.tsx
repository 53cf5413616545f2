import { Alert, Button, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { beneath } from '../beneath.ts'
import { api } from '../client.ts'
import Card from './card.tsx'
import classes from './card.module.css'

const signIn = '/sign-in?next=/demonstration'

const DemonstrationPage = () => {
  const t = useTranslations('demonstration.page')
  const { data, error } = useQuery(api.demonstration.read.queryOptions())
  return (
    <Stack gap="lg">
      <title>{`${t('title')} · Portevoix`}</title>
      <div>
        <Title order={1}>{t('title')}</Title>
        <p className={classes.words}>{t('lead')}</p>
      </div>
      {error && <Alert color="red">{error.message}</Alert>}
      {data && !data.open ? (
        <Alert color="gray" title={t('closed')}>
          <Stack gap="sm" align="flex-start">
            {t('closed_detail')}
            <Button component="a" href={beneath(signIn)} variant="default">{t('sign_in')}</Button>
          </Stack>
        </Alert>
      ) : <Card />}
    </Stack>
  )
}

export default DemonstrationPage
