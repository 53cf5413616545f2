/**
 * Words a minute of silent reading. English non-fiction: 238 (Brysbaert 2019, doi:10.1016/j.jml.2019.104047, 190 studies).
 * Other languages: the same, in the proportion that one text read in 17 languages gave (Trauzettel-Klosinski & Dietz 2012,
 * doi:10.1167/iovs.11-8284, table 2: English 228, German 179, Spanish 218, French 195, Italian 188, Dutch 202, Portuguese 181).
 */
const english = 238
const proportions: Readonly<Record<string, number>> = { en: 228, de: 179, es: 218, fr: 195, it: 188, nl: 202, pt: 181 }
const wordsAMinute = (language: string | null) => (english * (proportions[language ?? ''] ?? 195)) / 228

/** Characters a minute where words are not spaced, from the same study: Chinese 255, Japanese 357. */
const charactersAMinute = (language: string | null) => (language === 'ja' ? 357 : 255)

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu

/** Whole minutes to read a text, at least 1; null for no text at all. A language without a figure counts as French: rather too long than too short. */
export const readingMinutes = (text: string, language: string | null): number | null => {
  const characters = text.match(unspaced)?.length ?? 0
  const words = text.replace(unspaced, ' ').match(word)?.length ?? 0
  if (characters + words === 0) return null
  return Math.max(1, Math.round(words / wordsAMinute(language) + characters / charactersAMinute(language)))
}
