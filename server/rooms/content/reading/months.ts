const letters = (text: string) => text.normalize('NFD').replace(/\p{M}|\./gu, '').toLowerCase()

const languages = ['en', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'hu', 'el', 'ru', 'ro', 'ca']

// As the languages themselves write them, alone and beside a day, whole and short.
const names: readonly (readonly [string, number])[] = languages.flatMap((language) =>
  [...Array(12).keys()].flatMap((month) => {
    const date = new Date(Date.UTC(2024, month, 15))
    return (['long', 'short'] as const).flatMap((style) => [
      new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' }).format(date),
      new Intl.DateTimeFormat(language, { month: style, day: 'numeric', timeZone: 'UTC' }).formatToParts(date).find((part) => part.type === 'month')?.value ?? '',
    ]).map((name) => [letters(name), month + 1] as const).filter(([name]) => /^\p{L}{3,}$/u.test(name))
  }))

const whole = new Map<string, number>()
for (const [name, month] of names) if (!whole.has(name)) whole.set(name, month)

/** 1 to 12, for a month's name or the beginning of one in a European language; the first three languages win where they disagree. */
export const monthOf = (text: string): number | null => {
  const name = letters(text)
  const exact = whole.get(name)
  if (exact) return exact
  if (name.length < 3) return null
  return names.find(([one]) => one.startsWith(name))?.[1] ?? null
}
