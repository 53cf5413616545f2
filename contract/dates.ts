const written = (parts: readonly { type: string; value: string }[]): string => parts.map(({ type, value }) => (type === 'day' && value === '1' ? '1er' : value)).join('')

/** In French the first of a month is « 1er », which `Intl` does not know. */
class FrenchDates extends Intl.DateTimeFormat {
  override format(date?: Date | number): string {
    return written(this.formatToParts(date))
  }

  override formatRange(from: Date | number, to: Date | number): string {
    return written(this.formatRangeToParts(from, to))
  }
}

/** How a language writes dates; `options` as of `Intl.DateTimeFormat`. */
export const datesOf = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  (locale.startsWith('fr') ? new FrenchDates(locale, options) : new Intl.DateTimeFormat(locale, options))
