import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { chooseDeskProgramme, useDeskProgramme } from './use-desk-programme.ts'

/** Which programme the desk works on, where there are several. */
export const ProgrammeSwitch = () => {
  const t = useTranslations('content.desk.programme')
  const { programme, programmes } = useDeskProgramme()
  if (!programme || programmes.length < 2) return null
  return (
    <NativeSelect
      aria-label={t('label')} value={programme.id} data={programmes.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(event) => { chooseDeskProgramme(event.currentTarget.value) }}
    />
  )
}
