import { Checkbox, Group } from '@mantine/core'
import { anonymityThreshold } from '@portevoix/contract/anonymity'
import type { Tribe } from '@portevoix/contract/shapes'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { GroupsField } from '#room/people/place-fields.tsx'
import type { Editing } from '../keeping/use-keeper.ts'
import { Visibility } from './visibility.tsx'
import classes from '../editor.module.css'
import own from './audience.module.css'

const tribes: readonly Tribe[] = ['employees', 'customers']

/** Who reads the content, and whether it may leave the organisation. */
export const Audience = ({ editing }: { editing: Editing }) => {
  const { content, draft, errors, keeper } = editing
  const t = useTranslations('editor.write')
  const desk = useTranslations('content.desk')
  const internal = draft.visibility === 'internal'
  const chosen = tribes.filter((tribe) => draft.tribes.includes(tribe))
  const [only] = internal ? ['employees' as const] : chosen
  const whom = only && (internal || chosen.length === 1) ? t(`audience.${only}`) : t('audience.everyone')
  const narrowed = draft.group_ids.length > 0 || (!internal && chosen.length === 1)
  const reached = useQuery(api.content.groups.audience.queryOptions({
    input: { programme_id: content.programme_id, visibility: draft.visibility, tribes: internal ? ['employees'] : chosen, group_ids: [...draft.group_ids] }, enabled: narrowed, placeholderData: keepPreviousData,
  }))
  const count = reached.data?.ambassadors
  return (
    <>
      <Visibility editing={editing} />
      <Checkbox.Group
        label={t('tribes')} description={internal ? t('tribes_internal') : t('tribes_hint')} value={internal ? ['employees'] : [...draft.tribes]}
        onChange={(values) => { keeper.change({ tribes: tribes.filter((tribe) => values.includes(tribe)) }) }}
      >
        <Group mt="xs" gap="lg">{tribes.map((tribe) => <Checkbox key={tribe} size="md" value={tribe} label={desk(`tribes.${tribe}`)} disabled={internal} />)}</Group>
      </Checkbox.Group>
      <GroupsField label={t('groups')} description={t('groups_hint')} gone={t('group_gone')} error={errors['group_ids']} value={[...draft.group_ids]} onChange={(group_ids) => { keeper.change({ group_ids }) }} />
      <p className={classes.audience}>{draft.group_ids.length === 0 ? whom : [...(chosen.length === 1 || internal ? [whom] : []), t('audience.groups', { count: draft.group_ids.length })].join(' · ')}</p>
      {narrowed && <p className={own.reached} aria-live="polite" data-nobody={count === 0}>{count !== undefined && t(count !== null && count >= anonymityThreshold ? 'reaches_at_least' : 'reaches', { count: count ?? -2 })}</p>}
    </>
  )
}
