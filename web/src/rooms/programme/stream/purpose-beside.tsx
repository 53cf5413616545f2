import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { Beside } from '#ui/beside.tsx'
import classes from './purpose-beside.module.css'

const charterOf = (programme_id: string): string => `/charter/${programme_id}`

/** Why the programme exists, in its team's words. */
const PurposeBeside = ({ programme_id }: { programme_id: string }) => {
  const t = useTranslations('programme.beside')
  const programme = useQuery(api.programme.list.queryOptions()).data?.items.find(({ id }) => id === programme_id)
  if (!programme?.purpose.trim()) return null
  return (
    <Beside title={programme.name} more={<Link to={charterOf(programme_id)}>{t('charter')}</Link>}>
      <p className={classes.purpose}>{programme.purpose}</p>
    </Beside>
  )
}

export default PurposeBeside
