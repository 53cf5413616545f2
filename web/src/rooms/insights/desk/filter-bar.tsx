import { Button, NativeSelect } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { FilterChoices, FilterName } from '@portevoix/contract/insights'
import { noTheme } from '@portevoix/contract/insights/choices'
import { api } from '#app/client.ts'
import { FieldError } from '#ui/field-error.tsx'
import { useNetworkName } from '../network-name.ts'
import classes from './filter-bar.module.css'
import type { FiltersAsked } from './search.ts'

type Field = keyof FiltersAsked
export const fieldOf = { programme: 'programme_id', theme: 'theme_id', tribe: 'tribe', group: 'group_id', network: 'network' } as const satisfies Record<FilterName, Field>

interface Option { value: string; label: string }
type Choices = Record<FilterName, (Option | { group: string; items: Option[] })[]>

const useChoices = (choices: FilterChoices | undefined, programme_id: string | undefined): Choices => {
  const t = useTranslations('insights')
  const networkName = useNetworkName()
  const { programmes = [], themes = [], tribes = [], groups = [], networks = [] } = choices ?? {}
  const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  const themesOf = (programme: string) => themes.filter((theme) => theme.programme_id === programme).map(({ id, name, archived }) => ({ value: id, label: archived ? t('filters.archived', { name }) : name }))
  const shown = programmes.filter(({ id }) => programme_id === undefined || id === programme_id)
  return {
    programme: programmes.length > 1 ? programmes.map(option) : [],
    theme: [...(shown.length === 1 ? shown.flatMap(({ id }) => themesOf(id)) : shown.map(({ id, name }) => ({ group: name, items: themesOf(id) }))), ...(themes.length ? [{ value: noTheme, label: t('no_theme') }] : [])],
    tribe: tribes.map((value) => ({ value, label: t(`filters.tribes.${value}`) })),
    group: groups.map(option), network: networks.map((value) => ({ value, label: networkName(value) })),
  }
}

interface Props {
  asked: FiltersAsked
  /** How many are on. */
  count: number
  onChange: (field: Field, value: string | undefined) => void
  /** Refused fields, with their sentences. */
  errors: Record<string, string>
}

/** What the dashboard can be narrowed to: side by side where there is room, behind one button on a phone. */
export const FilterBar = ({ asked, count, onChange, errors }: Props) => {
  const t = useTranslations('insights.filters')
  const { data } = useQuery(api.insights.filters.queryOptions())
  const choices = useChoices(data, asked.programme_id)
  const [opened, setOpened] = useState(false)
  // what is refused is never out of sight
  const open = opened || Object.values(fieldOf).some((field) => errors[field] !== undefined)
  const panel = useId()
  const names = (['programme', 'theme', 'tribe', 'group', 'network'] as const).filter((name) => choices[name].length > 0)
  return (
    <search className={classes.bar} aria-label={t('label')}>
      <Button
        className={classes.toggle} variant="default" leftSection={<IconAdjustmentsHorizontal size={20} aria-hidden />} aria-expanded={open} aria-controls={panel}
        onClick={() => { setOpened(!opened) }}
      >
        {t('open')}{count > 0 && <span className={classes.count}>{t('on', { count })}</span>}
      </Button>
      <div id={panel} className={classes.fields} data-open={open}>
        {names.map((name) => {
          const field = fieldOf[name]
          return (
            <div key={name} className={classes.field} data-on={asked[field] !== undefined}>
              <NativeSelect
                aria-label={t(name)} value={asked[field] ?? ''} error={errors[field] !== undefined} classNames={{ input: classes.select ?? '' }}
                data={[{ value: '', label: t(`every.${name}`) }, ...choices[name]]} onChange={(event) => { onChange(field, event.currentTarget.value || undefined) }}
              />
              <FieldError>{errors[field]}</FieldError>
            </div>
          )
        })}
        {data && <p className={classes.hint}>{t('groups_hint', { threshold: data.threshold })}</p>}
      </div>
    </search>
  )
}
