import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { Beside } from '#ui/beside.tsx'
import { savedBeside } from '../caches.ts'
import classes from './beside.module.css'
import { ContentLinks } from './content-links.tsx'

/** The latest contents that one put aside. */
const SavedBeside = ({ programme_id }: { programme_id: string }) => {
  const t = useTranslations('feed.saved')
  const { data } = useQuery(api.feed.saved.queryOptions({ input: savedBeside(programme_id) }))
  if (!data) return null
  const kept = data.items.filter(({ saved }) => saved)
  return (
    <Beside title={t('title')} more={kept.length > 0 && <Link to="/saved">{t('all')}</Link>}>
      {kept.length === 0 ? <p className={classes.note}>{t('empty_detail')}</p> : <ContentLinks cards={kept} />}
    </Beside>
  )
}

export default SavedBeside
