import { useCallback, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { filterNames, type ActiveFilters, type Dashboard, type FigureName, type FilterName } from '@portevoix/contract/insights'
import type { Explanation } from '#ui/figure.tsx'
import { useFormat } from '#ui/use-format.ts'
import { useNetworkName } from '../network-name.ts'

/** What can say which filters it does not follow: a figure, or a chapter of its own. */
export type Told = keyof Dashboard['unfollowed']
export interface NamedFilter { name: FilterName; label: string; value: string }

/** The filters that are on, in words. */
export const useNamedFilters = ({ programme, theme, tribe, group, network }: ActiveFilters): NamedFilter[] => {
  const t = useTranslations('insights')
  const networkName = useNetworkName()
  return useMemo(() => {
    const values: Record<FilterName, string | null> = {
      programme: programme && programme.name, theme: theme && (theme.name ?? t('no_theme')), tribe: tribe && t(`filters.tribes.${tribe}`), group: group && group.name, network: network && networkName(network),
    }
    return filterNames.flatMap((name) => {
      const value = values[name]
      return value === null ? [] : [{ name, label: t(`filters.${name}`), value }]
    })
  }, [programme, theme, tribe, group, network, t, networkName])
}

const isFigure = (told: Told): told is FigureName => !['funnel', 'readers_and_sharers'].includes(told)

/** What a chapter calls the figures that it is made of, where it has words of its own. */
export type OwnLabels = Partial<Record<FigureName, string>>

/** Which of the filters that are on some figures do not follow: for the figure itself, in a few words, or for a chapter of several. */
export const useUnfollowed = ({ unfollowed }: Dashboard) => {
  const t = useTranslations('insights')
  const format = useFormat()
  const names = useCallback((filters: readonly FilterName[]) => format.list(filters.map((name) => t(`filters.${name}`))), [format, t])
  return useCallback((told: readonly Told[], own: OwnLabels = {}) => {
    const left = told.filter((one) => unfollowed[one].length > 0)
    const filters = filterNames.filter((name) => left.some((one) => unfollowed[one].includes(name)))
    if (filters.length === 0) return null
    if (left.length === told.length) return { short: t('filters.unfollowed', { count: filters.length, filters: names(filters) }), long: t('explain.unfollowed', { count: filters.length, filters: names(filters) }) }
    const figures = format.list(left.filter(isFigure).map((one) => own[one] ?? t(`figures.${one}.label`)))
    const words = t('filters.unfollowed_chapter', { count: left.length, figures, filters: names(filters) })
    return { short: words, long: words }
  }, [unfollowed, format, names, t])
}

/** Writes an explanation's filters as the figure follows them, what it does not follow, and why it may be withheld. */
export const useExplained = (dashboard: Dashboard) => {
  const { period, filters, unfollowed, groups } = dashboard
  const t = useTranslations('insights.explain')
  const format = useFormat()
  const named = useNamedFilters(filters)
  const notesOf = useUnfollowed(dashboard)
  return (explanation: Omit<Explanation, 'filters'>, told: readonly Told[], withheld = false, own: OwnLabels = {}): Explanation => {
    const followed = named.filter(({ name }) => !told.every((one) => unfollowed[one].includes(name)))
    const scope = followed.length === 0 ? t('everyone') : followed.map(({ label, value }) => `${label} : ${value}`).join(', ')
    const notes = [notesOf(told, own)?.long, withheld ? t('withheld', { threshold: groups.threshold }) : undefined].flatMap((note) => note ?? [])
    return {
      ...explanation, filters: t('filters', { range: format.dayRange(period.from, period.to), scope, zone: period.time_zone.replaceAll('_', ' ') }),
      ...(notes.length > 0 && { note: notes.join(' ') }),
    }
  }
}
