import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Period } from '@portevoix/contract/insights'
import type { PeriodPreset } from '@portevoix/contract/insights/choices'
import type { Explanation } from '#ui/figure.tsx'
import { useFormat } from '#ui/use-format.ts'

/** What is asked of the server: so many days, or dates. */
export interface PeriodAsked { period?: PeriodPreset; from?: string; to?: string }

export const usePeriod = (first: Exclude<PeriodPreset, 'custom'> = '30') => useState<PeriodAsked>({ period: first })

/** The relative change since the period before; null where there was nothing to compare with. */
export const changeOf = ({ value, previous }: { value: number | null; previous: number | null }): number | null => (value === null || previous === null || previous === 0 ? null : (value - previous) / previous)

/** Writes the filters of one's own figures: which days, and how they are counted. */
export const useOwnFilters = (period: Period | undefined) => {
  const t = useTranslations('insights.explain')
  const format = useFormat()
  return (explanation: Omit<Explanation, 'filters'>): Explanation =>
    ({ ...explanation, ...(period && { filters: t('own_filters', { range: format.dayRange(period.from, period.to), zone: period.time_zone.replaceAll('_', ' ') }) }) })
}

/** The axis and the tables write a step by its first day; a month by its name. */
export const useStepName = (step: Period['step']) => {
  const format = useFormat()
  return useCallback((from: string): string => (step === 'month' ? format.month(from) : format.shortDay(from)), [format, step])
}
