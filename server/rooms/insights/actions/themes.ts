import type { ThemeLine } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { countClicksBy } from '#room/links'
import type { ShareCount } from '#room/sharing'
import type { Guard } from '../guards.ts'
import type { Period } from '../rules.ts'
import { themeNames, type Activity, type Row } from './contents.ts'
import type { Narrowing } from './filters.ts'
import { days } from './measure.ts'

/** Interest by theme; contents without one come last. */
export const themeLines = async (
  ctx: Ctx, period: Period, { filters }: Narrowing, guard: Guard, published: readonly { theme_id: string | null }[], by_theme: { activity: readonly Row<Activity>[]; shares: readonly Row<ShareCount>[] },
): Promise<ThemeLine[]> => {
  const activity = new Map(by_theme.activity.map((row) => [row.key, row]))
  const shares = new Map(by_theme.shares.map((row) => [row.key, row]))
  const clicks = new Map((await countClicksBy(ctx, 'theme_id', { ...days(period), ...filters })).map((row) => [row.key, row]))
  const ids = [...new Set([...published.map(({ theme_id }) => theme_id), ...activity.keys(), ...shares.keys(), ...clicks.keys()])]
  const themes = await themeNames(ctx, ids)
  return ids.map((id) => ({
    theme: id === null ? null : themes.get(id) ?? null,
    published: published.filter(({ theme_id }) => theme_id === id).length,
    reads: guard.cell('reads', 'theme', id, activity.get(id)?.reads ?? 0), likes: guard.cell('likes', 'theme', id, activity.get(id)?.likes ?? 0),
    shares: guard.cell('shares', 'theme', id, shares.get(id)?.opened ?? 0), clicks: guard.cell('clicks', 'theme', id, clicks.get(id)?.clicks ?? 0),
  })).sort((one, other) => Number(one.theme === null) - Number(other.theme === null) || (other.reads ?? -1) - (one.reads ?? -1) || (other.clicks ?? -1) - (one.clicks ?? -1))
}
