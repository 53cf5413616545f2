import { Alert, Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { Content } from '@portevoix/contract/content/contents'
import { networkIds } from '@portevoix/contract/networks/shape'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { useShortcuts } from '#app/shortcuts.ts'
import { Page, PageHeader, Section } from '#ui/page.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { Audience } from './fields/audience.tsx'
import { Captions } from './fields/captions.tsx'
import { Conflict } from './deciding/conflict.tsx'
import { FilingFields } from './fields/filing.tsx'
import { History } from './deciding/history.tsx'
import { PictureField } from './fields/picture.tsx'
import { Preview } from './preview.tsx'
import { Publication } from './deciding/publication.tsx'
import { SaveStatus } from './deciding/save-status.tsx'
import { TextFields } from './fields/text.tsx'
import { useKeeper } from './keeping/use-keeper.ts'
import classes from './editor.module.css'

const contents: string = '/desk/contents'
const CampaignLinks = lazy(() => import('#room/sharing/campaign/campaign-links.tsx'))

export const Writing = ({ content: read }: { content: Content }) => {
  const t = useTranslations('editor.write')
  const desk = useTranslations('content.desk')
  const editing = useKeeper(read)
  const { content, draft, conflict, joined_with, restored, status, keeper } = editing
  const [view, setView] = useState<'write' | 'preview'>('write')
  const themes = useQuery(api.programme.themes.queryOptions({ input: { programme_id: content.programme_id } })).data?.items ?? []
  const programme = useQuery(api.programme.read.queryOptions({ input: { programme_id: content.programme_id } })).data
  const offered = programme?.networks ?? networkIds
  const save = () => { void keeper.flush() }
  useShortcuts(t('shortcuts'), [{ keys: 'mod+s', label: t('shortcut_save'), run: save }])
  // Within fields too, where the browser would offer to save the page.
  useHotkeys([['mod+s', save]], [], true)
  return (
    <Page width="wide">
      <PageHeader title={draft.title.trim() || desk('untitled')} back={contents} actions={<SaveStatus editing={editing} onRefused={() => { setView('write') }} />} />
      {conflict && <Conflict key={conflict.theirs.version} editing={editing} conflict={conflict} />}
      {joined_with !== null && !conflict && <Alert color="blue">{t('merged', { name: joined_with || desk('somebody') })}</Alert>}
      {restored && !conflict && status !== 'saved' && (
        <Alert color="blue"><span className={classes.restored}>{t('restored')}<Button variant="default" onClick={() => { keeper.drop() }}>{t('restored_drop')}</Button></span></Alert>
      )}
      <div className={classes.views}>
        <SegmentedFilter label={t('view')} value={view} onChange={setView} options={[{ value: 'write', label: t('edit') }, { value: 'preview', label: t('preview') }]} />
      </div>
      <div className={classes.columns} data-view={view}>
        <div className={classes.main}>
          <Section title={t('edit')}><TextFields editing={editing} /><PictureField editing={editing} /></Section>
          <Section title={t('where')}><FilingFields editing={editing} themes={themes} /><Audience editing={editing} /></Section>
          <Section title={t('captions')} detail={t('captions_detail')}><Captions editing={editing} offered={offered} disclosure_hashtag={programme?.disclosure_hashtag ?? null} /></Section>
          <Suspense fallback={null}><CampaignLinks content={content} /></Suspense>
        </div>
        <div className={classes.side}>
          <div className={classes.deciding}><Publication key={`${content.state} ${content.publish_at ?? ''}`} editing={editing} /></div>
          <div className={classes.seeing}><Preview editing={editing} themes={themes} offered={offered} /></div>
          <div className={classes.deciding}><History decisions={content.decisions} /></div>
        </div>
      </div>
    </Page>
  )
}
