import { describe, expect, it } from 'vitest'
import { adviceFrom, bestWay, bestWeekday } from './advice.ts'
import { placesOf } from './places.ts'

const way = (key: string, shares: number, clicks: number) => ({ key, shares, clicks })

describe('the way that works best', () => {
  it.each([
    ['clearly better', [way('linkedin', 4, 20), way('x', 4, 4)], 'linkedin'],
    ['hardly better', [way('linkedin', 4, 10), way('x', 4, 9)], null],
    ['one lucky post', [way('linkedin', 2, 80), way('x', 6, 6)], null],
    ['nothing to compare with', [way('linkedin', 9, 90)], null],
    ['too few to compare with', [way('linkedin', 9, 90), way('x', 2, 0)], null],
    ['the others brought nothing', [way('linkedin', 3, 5), way('x', 3, 0)], 'linkedin'],
    ['too few clicks', [way('linkedin', 3, 4), way('x', 3, 0)], null],
    ['the rate counts, not the number', [way('linkedin', 20, 20), way('bluesky', 3, 12)], 'bluesky'],
    ['none at all', [], null],
  ])('%s', (_, ways, expected) => {
    expect(bestWay(ways)?.key ?? null).toBe(expected)
  })
})

describe('the weekday that works best', () => {
  const tuesdays = ['2026-05-05', '2026-05-12', '2026-05-19'].map((key) => ({ key, clicks: 8 }))
  it('is told with its sample', () => {
    expect(bestWeekday([...tuesdays, { key: '2026-05-07', clicks: 6 }])).toEqual({ weekday: 2, clicks: 24, all: 30 })
  })
  it.each([
    ['from one week only', [{ key: '2026-05-05', clicks: 90 }]], ['from a few clicks', tuesdays.map(({ key }) => ({ key, clicks: 2 }))],
    ['where days are alike', Array.from({ length: 21 }, (_, index) => ({ key: `2026-05-${String(index + 4).padStart(2, '0')}`, clicks: 3 }))], ['from nothing', []],
  ])('is not told %s', (_, clicks) => {
    expect(bestWeekday(clicks)).toBeNull()
  })
})

describe('advice', () => {
  const figures = { shares_ever: 9, networks: [way('linkedin', 5, 25), way('x', 4, 4)], themes: [], clicks_by_day: [] }
  const keys = (over: Partial<Parameters<typeof adviceFrom>[0]>) => adviceFrom({ ...figures, ...over }, () => 'Expertise').map(({ key }) => key)
  it('fits what is known of the person', () => {
    expect(keys({})).toEqual(['network'])
    expect(keys({ themes: [way('a', 4, 20), way('b', 5, 5)] })).toEqual(['network', 'theme'])
    expect(keys({ shares_ever: 0, networks: [] })).toEqual(['first_share'])
    expect(keys({ networks: [way('x', 2, 0)] })).toEqual(['few_shares'])
    expect(keys({ networks: [way('x', 6, 0)] })).toEqual(['no_clicks'])
    expect(keys({ networks: [way('x', 6, 6)] })).toEqual(['few_clicks'])
    expect(keys({ networks: [way('x', 5, 1)] })).toEqual(['few_clicks'])
    expect(keys({ networks: [way('x', 6, 60)] })).toEqual(['few_clicks'])
    expect(keys({ networks: [way('x', 6, 15), way('linkedin', 6, 15)] })).toEqual([])
  })
  it('comes with its sample', () => {
    expect(adviceFrom(figures, () => null)).toEqual([{ key: 'network', network: 'linkedin', weekday: null, theme_name: null, shares: 5, clicks: 25, all_clicks: 29 }])
  })
})

describe('places', () => {
  const line = (name_shown: string, clicks: number, shares: number, own = false) => ({ name_shown, clicks, shares, own })
  it('are shared by equals, and who has nothing is not listed but to themselves', () => {
    const lines = [line('Zoé', 3, 9), line('Ada', 7, 1), line('Bo', 7, 2), line('Nul', 0, 5), line('Moi', 0, 0, true)]
    expect(placesOf(lines, 'clicks').map(({ name_shown, position }) => [name_shown, position])).toEqual([['Bo', 1], ['Ada', 1], ['Zoé', 3], ['Moi', 4]])
    expect(placesOf(lines, 'shares').map(({ name_shown, position }) => [name_shown, position])).toEqual([['Zoé', 1], ['Nul', 2], ['Bo', 3], ['Ada', 4], ['Moi', 5]])
  })
  it('end after fifty, one’s own aside', () => {
    const lines = [...Array.from({ length: 80 }, (_, index) => line(`a${index}`, 100 - index, 1)), line('Moi', 1, 1, true)]
    const shown = placesOf(lines, 'clicks')
    expect(shown).toHaveLength(51)
    expect(shown.at(-1)).toMatchObject({ name_shown: 'Moi', position: 81 })
  })
})
