import { allows } from '@portevoix/contract/permissions'
import type { Programme } from '@portevoix/contract/programme'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { NotCome } from '#app/not-come.tsx'
import { useMember } from '#app/session.ts'
import { Page, PageHeader } from '#ui/page.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { RowSkeletons, TextSkeleton } from '#ui/skeletons.tsx'
import { ProgrammeSwitch } from '../programme-switch.tsx'
import { useDeskProgramme } from '../use-desk-programme.ts'
import { CharterEditor } from './charter-editor.tsx'
import { CharterHistory } from './charter-history.tsx'
import { CreateProgramme } from './create-programme.tsx'
import { MixSection } from './mix-section.tsx'
import { ProgrammeForm } from './programme-form.tsx'
import { ThemesForm } from './themes-form.tsx'

const Themes = ({ programme_id }: { programme_id: string }) => {
  const member = useMember()
  const { data } = useQuery(api.programme.themes.queryOptions({ input: { programme_id } }))
  if (!data) return <RowSkeletons count={4} />
  return (
    <>
      <ThemesForm key={programme_id} programme_id={programme_id} themes={data.items} />
      {allows('content.curate', member?.roles ?? []) && <MixSection programme_id={programme_id} themes={data.items} />}
    </>
  )
}

const Charter = ({ programme_id }: { programme_id: string }) => {
  const { data } = useQuery(api.programme.charterVersions.queryOptions({ input: { programme_id } }))
  const current = data?.items[0]
  if (!data || !current) return <TextSkeleton />
  return (
    <>
      <CharterEditor key={programme_id} programme_id={programme_id} current={current} />
      <CharterHistory versions={data.items} />
    </>
  )
}

type Tab = 'form' | 'themes' | 'charter'

const Tabs = ({ programme }: { programme: Programme }) => {
  const t = useTranslations('programme.settings')
  const [tab, setTab] = useState<Tab>('form')
  return (
    <Page width="form">
      <PageHeader title={programme.name} lead={t('lead')} actions={<ProgrammeSwitch />} />
      <SegmentedFilter label={t('title')} value={tab} onChange={setTab} options={(['form', 'themes', 'charter'] as const).map((value) => ({ value, label: t(`tabs.${value}`) }))} />
      {tab === 'form' && <ProgrammeForm key={programme.id} programme={programme} />}
      {tab === 'themes' && <Themes programme_id={programme.id} />}
      {tab === 'charter' && <Charter programme_id={programme.id} />}
    </Page>
  )
}

const ProgrammePage = () => {
  const { programme, isPending, error, refetch } = useDeskProgramme()
  if (isPending) return <Page><RowSkeletons /></Page>
  if (error && !programme) return <Page><NotCome level={1} error={error} again={() => void refetch()} /></Page>
  return programme ? <Tabs programme={programme} /> : <CreateProgramme />
}

export default ProgrammePage
