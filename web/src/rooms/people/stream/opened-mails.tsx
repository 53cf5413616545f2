import { Alert, Stack, Text } from '@mantine/core'
import { IconMailOpened } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { useFormat } from '#ui/use-format.ts'

/** Who read mails that gave access to the person's account: a line a reader and day, and nothing where there was none. */
export const OpenedMails = () => {
  const t = useTranslations('people.me')
  const format = useFormat()
  const { data } = useQuery(api.people.opened_mails.queryOptions())
  const lines = new Set(data?.items.map(({ at, reader, for_want_of_server }) =>
    t(for_want_of_server ? 'opened_mail_kept' : 'opened_mail', { date: format.date(at), name: reader ?? t('opened_mail_gone') })))
  if (lines.size === 0) return null
  return (
    <Alert color="orange" icon={<IconMailOpened size={20} aria-hidden />}>
      <Stack gap="xs">
        {[...lines].map((line) => <Text key={line}>{line}</Text>)}
        <Text>{t('opened_mail_detail')}</Text>
      </Stack>
    </Alert>
  )
}
