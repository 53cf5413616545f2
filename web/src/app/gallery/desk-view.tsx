import { Button } from '@mantine/core'
import { IconChartBar, IconFileText, IconInbox, IconMail, IconRss, IconTarget, IconUsers } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { DeskShell } from '#ui/desk-shell.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Figure, Figures } from '#ui/figure.tsx'
import { Keys } from '#ui/keys.tsx'
import { Page, PageHeader, Section } from '#ui/page.tsx'
import { ProgressLine } from '#ui/progress-line.tsx'
import { useUndo } from '#ui/undo.tsx'
import { Banners } from '../banners.tsx'
import { openPalette } from '../command-palette.tsx'
import { FormSample } from './form-sample.tsx'
import { MembersSample } from './members-sample.tsx'
import type { Sample } from './sample.ts'
import { ChartSample } from './chart-sample.tsx'

export const DeskView = ({ sample }: { sample: Sample }) => {
  const t = useTranslations('shell')
  const undoable = useUndo()
  const groups = [
    { label: t('sections.curate'), places: [{ to: '/desk/inbox', label: t('navigation.inbox'), icon: IconInbox, count: 12 }, { to: '/desk/contents', label: t('navigation.contents'), icon: IconFileText }, { to: '/desk/sources', label: t('navigation.sources'), icon: IconRss }] },
    { label: t('sections.gather'), places: [{ to: '/desk/members', label: t('navigation.members'), icon: IconUsers }, { to: '/desk/invitations', label: t('navigation.invitations'), icon: IconMail }] },
    { label: t('sections.measure'), places: [{ to: '/galerie', label: t('navigation.dashboard'), icon: IconChartBar }, { to: '/desk/objectives', label: t('navigation.programme'), icon: IconTarget }] },
  ]
  return (
    <DeskShell organisation={{ name: 'Maison Aubépine' }} groups={groups} banners={<Banners />} onSearch={openPalette}>
      <Page width="wide">
        <PageHeader
          title={t('navigation.dashboard')}
          lead={sample.lead}
          actions={<><Button variant="default" onClick={() => undoable({ message: sample.done, undo: () => undefined })} rightSection={<Keys keys="e" />}>{sample.dismiss}</Button><Button>{sample.emptyAction}</Button></>}
        />
        <Figures>
          {sample.figures.map((label, place) => (
            <Figure key={label} label={label} value={[214, 1387, 12_480, 312][place] ?? 0} change={[0.12, -0.06, 0.31, 0][place] ?? 0} explanation={{ definition: sample.definition, filters: sample.filterText, sample: sample.sample, robots: 1204 }} />
          ))}
        </Figures>
        <Section title={sample.chart}><ChartSample sample={sample} /></Section>
        <Section title={t('navigation.themes')}><ProgressLine label={sample.mix} value={42} target={60} mark={0.7} /></Section>
        <Section title={t('navigation.members')}>
          <MembersSample sample={sample} />
        </Section>
        <FormSample sample={sample} />
        <EmptyState scene="inbox" title={sample.empty}>{sample.emptyDetail}</EmptyState>
      </Page>
    </DeskShell>
  )
}
