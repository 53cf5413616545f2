import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { isProblem } from '#app/problem.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { TextSkeleton } from '#ui/skeletons.tsx'
import { Writing } from './writing.tsx'

const route = getRouteApi('/desk/contents/$content_id')
const contents: string = '/desk/contents'

/** One content: writing it, deciding when it goes out, seeing what it will look like. */
const Editor = () => {
  const t = useTranslations('editor.write')
  const ui = useTranslations('ui')
  const { content_id } = route.useParams()
  const content = useQuery({ ...api.content.contents.read.queryOptions({ input: { content_id } }), staleTime: 0 })
  if (content.data) return <Writing key={content.data.id} content={content.data} />
  if (content.isPending) return <Page width="wide"><TextSkeleton lines={10} /></Page>
  if (isProblem(content.error) && [404, 422].includes(content.error.status)) {
    return <Page><EmptyState level={1} scene="lost" title={t('gone')} action={<Button component={Link} to={contents}>{t('gone_back')}</Button>}>{t('gone_detail')}</EmptyState></Page>
  }
  return <Page><EmptyState level={1} scene="offline" title={t('unreachable')} action={<Button onClick={() => { void content.refetch() }}>{ui('retry')}</Button>}>{content.error.message}</EmptyState></Page>
}

export default Editor
