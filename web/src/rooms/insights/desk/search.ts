import { noTheme, periodPresets } from '@portevoix/contract/insights/choices'
import { campaignNetworks, type CampaignNetwork } from '@portevoix/contract/networks/campaign'
import type { Tribe } from '@portevoix/contract/shapes'
import type { PeriodAsked } from '../period.ts'

export interface FiltersAsked { programme_id?: string; theme_id?: string; tribe?: Tribe; group_id?: string; network?: CampaignNetwork }

/** What the dashboard tells of; lives in the address, so that a link shows others the same. Days are numbers there, to be read. */
export interface DashboardSearch extends FiltersAsked { period?: number; from?: string; to?: string }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const day = /^\d{4}-\d{2}-\d{2}$/
const tribes = ['employees', 'customers'] as const

const text = (value: unknown, shape: RegExp): string | undefined => (typeof value === 'string' && shape.test(value) ? value : undefined)

export const dashboardSearchOf = (raw: Record<string, unknown>): DashboardSearch => {
  const preset = periodPresets.find((one) => one !== 'custom' && one === String(raw['period']))
  const [from, to] = [text(raw['from'], day), text(raw['to'], day)]
  const [programme_id, theme_id, group_id] = [text(raw['programme_id'], uuid), raw['theme_id'] === noTheme ? noTheme : text(raw['theme_id'], uuid), text(raw['group_id'], uuid)]
  const tribe = tribes.find((one) => one === raw['tribe'])
  const network = campaignNetworks.find((one) => one === raw['network'])
  return {
    ...(preset && { period: Number(preset) }), ...(from && { from }), ...(to && { to }),
    ...(programme_id && { programme_id }), ...(theme_id && { theme_id }), ...(tribe && { tribe }), ...(group_id && { group_id }), ...(network && { network }),
  }
}

/** Dates or a number of days, never both. */
export const periodIn = ({ period, from, to }: DashboardSearch): PeriodAsked => {
  const preset = periodPresets.find((one) => one === String(period))
  return { ...(preset && { period: preset }), ...(from && { from }), ...(to && { to }) }
}

/** The filters alone. */
export const filtersIn = ({ period: _period, from: _from, to: _to, ...filters }: DashboardSearch): FiltersAsked => filters

export const searchWith = (search: DashboardSearch, { period, from, to }: PeriodAsked): DashboardSearch => {
  return { ...filtersIn(search), ...(period && period !== 'custom' ? { period: Number(period) } : { ...(from && { from }), ...(to && { to }) }) }
}

/** With one filter more, another, or (undefined) without it. A theme is one programme's own, so that another programme takes it off. */
export const narrowedBy = (search: DashboardSearch, field: keyof FiltersAsked, value: string | undefined): DashboardSearch => {
  const themed = search.theme_id !== undefined && search.theme_id !== noTheme
  return dashboardSearchOf({ ...search, ...(field === 'programme_id' && themed && { theme_id: undefined }), [field]: value })
}
