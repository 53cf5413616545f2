import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { client } from '#app/client.ts'
import { Section } from '#ui/page.tsx'
import { useNotice } from '#ui/undo.tsx'

const keep = (text: string, name: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // the browser has taken it by then
  setTimeout(() => { URL.revokeObjectURL(address) }, 60_000)
}

/** A copy of all that is kept of the person, as a file. */
export const OwnData = () => {
  const t = useTranslations('people.own_data')
  const notice = useNotice()
  const copy = useMutation({
    mutationFn: () => client.own_data.read(),
    onSuccess: (data) => {
      keep(JSON.stringify(data, null, 2), `portevoix-${data.made_at.slice(0, 10)}.json`)
      notice(t('done'))
    },
    onError: (error) => notice(error.message, 'bad'),
  })
  return (
    <Section title={t('title')} detail={t('detail')}>
      <Button variant="default" w="fit-content" leftSection={<IconDownload size={18} aria-hidden />} loading={copy.isPending} onClick={() => { copy.mutate() }}>{t('download')}</Button>
    </Section>
  )
}
