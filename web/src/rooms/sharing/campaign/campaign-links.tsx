import { Alert, Button, Text } from '@mantine/core'
import type { Content } from '@portevoix/contract/content/contents'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { Section } from '#ui/page.tsx'
import { TextSkeleton } from '#ui/skeletons.tsx'
import classes from './campaign.module.css'
import { LinkLine } from './link-line.tsx'
import { NewLink } from './new-link.tsx'

type About = Pick<Content, 'id' | 'kind' | 'state' | 'visibility'>

/** Clicks come in while one looks. */
const rhythm_ms = 20_000

/** The links to a content on the team's own behalf; nothing for a content that was never out, or must not leave. */
const CampaignLinks = ({ content: { id, kind, state, visibility } }: { content: About }) => {
  const t = useTranslations('sharing.campaign')
  const ui = useTranslations('ui')
  const was_out = state === 'published' || state === 'expired'
  const list = useQuery({ ...api.sharing.campaign_links.list.queryOptions({ input: { content_id: id }, refetchInterval: rhythm_ms }), enabled: was_out })
  const links = list.data?.items ?? []
  if (!was_out || (visibility === 'internal' && links.length === 0)) return null
  const offered = state === 'published' && visibility === 'shareable'
  // a page goes on at its own site; a text ends here
  const ended = visibility === 'internal' || (kind === 'text' && state === 'expired')
  return (
    <Section title={t('title')} detail={t('detail')}>
      {list.isPending ? <TextSkeleton /> : list.isError && !list.data ? (
        <Alert color="red">{t('failed')} <Button variant="subtle" onClick={() => { void list.refetch() }}>{ui('retry')}</Button></Alert>
      ) : (
        <>
          {offered && <NewLink content_id={id} prefix={list.data.prefix} />}
          {!offered && <Text c="dimmed">{ended ? t('ended') : t('over')}</Text>}
          {links.length > 0 && <ul className={classes.list} aria-label={t('list')}>{links.map((link) => <li key={link.id}><LinkLine link={link} /></li>)}</ul>}
        </>
      )}
    </Section>
  )
}

export default CampaignLinks
