import type { ThemeLine } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import type { Guard } from '../guards.ts'
import { themeNames } from './contents.ts'
import type { Measured } from './measure.ts'

const byKey = <Row extends { key: string | null }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.key, row]))

/** Interest by theme, the most read first, those alike by name; contents without one come last. */
export const themeLines = async (ctx: Ctx, guard: Guard, measured: Measured): Promise<ThemeLine[]> => {
  const published = measured.published.now
  const [activity, shares, clicks] = [byKey(measured.activity.now.by_theme), byKey(measured.shares.now.by_theme), byKey(measured.clicks.now.by_theme)]
  const ids = [...new Set([...published.map(({ theme_id }) => theme_id), ...activity.keys(), ...shares.keys(), ...clicks.keys()])]
  const themes = await themeNames(ctx, ids)
  return ids.map((id) => ({
    theme: id === null ? null : themes.get(id) ?? null,
    published: published.reduce((sum, { theme_id, ids: contents }) => (theme_id === id ? sum + contents.length : sum), 0),
    reads: guard.cell('reads', 'theme', id, activity.get(id)?.reads ?? 0), likes: guard.cell('likes', 'theme', id, activity.get(id)?.likes ?? 0),
    shares: guard.cell('shares', 'theme', id, shares.get(id)?.opened ?? 0), clicks: guard.cell('clicks', 'theme', id, clicks.get(id)?.clicks ?? 0),
  })).sort((one, other) => Number(one.theme === null) - Number(other.theme === null) || (other.reads ?? -1) - (one.reads ?? -1) || (other.clicks ?? -1) - (one.clicks ?? -1) || (one.theme?.name ?? '').localeCompare(other.theme?.name ?? ''))
}
