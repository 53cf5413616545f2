import type { Pulses } from '#room/links'
import { isNobodys } from './guards.ts'

/** What a dashboard tells: figures that are withheld are null. `until_today`: of a period that goes on; `network`: the one that it is narrowed to. */
export interface Told { until_today: boolean; network: string | undefined; clicks: number | null; left_out: number | null }

/**
 * The pulse that goes with a dashboard: of no more than it tells, so that nobody is told of a visit where the figures withhold it. What it tells of
 * a part is told of the whole as well, but for links that nobody shared.
 */
export const pulseFor = ({ visits, clicks, nobodys }: Pulses, told: Told): string => {
  if (!told.until_today || told.clicks === null || (told.network !== undefined && isNobodys(told.network))) return nobodys
  return told.left_out === null ? clicks : visits
}

/** Whether there is something new to a pulse; to any other text there always is. */
export const isNews = (pulses: Pulses, since: string): boolean => !Object.values(pulses).includes(since)
