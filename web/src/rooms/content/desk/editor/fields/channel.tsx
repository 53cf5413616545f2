import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { useSheet } from '#ui/use-sheet.ts'
import { Channels } from '../../channels/channels.tsx'

interface Props { programme_id: string; value: string | null; onChange: (channel_id: string | null) => void }

/** The named stream that the content belongs to, if any; one that has closed is only kept. */
export const Channel = ({ programme_id, value, onChange }: Props) => {
  const t = useTranslations('editor.write')
  const managing = useSheet('channels')
  const channels = useQuery(api.content.channels.list.queryOptions({ input: { programme_id } })).data?.items ?? []
  const choices = channels.filter(({ id, closed }) => !closed || id === value).map(({ id, name, closed }) => ({ value: id, label: closed ? t('channel_closed', { name }) : name }))
  return (
    <div>
      <NativeSelect
        data-field="channel_id" label={t('channel')} value={value ?? ''} data={[{ value: '', label: t('channel_none') }, ...choices]}
        onChange={(event) => { onChange(event.currentTarget.value || null) }}
      />
      <Button variant="subtle" size="compact-md" mih={44} onClick={() => { managing.open() }}>{t('channel_manage')}</Button>
      {managing.opened && <Channels programme_id={programme_id} onClose={managing.close} />}
    </div>
  )
}
