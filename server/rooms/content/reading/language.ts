const of = (words: string) => new Set(words.split(' '))

// The most frequent words that tell a language from its neighbours; those that several share weigh nothing and are left out.
const commonWords: Readonly<Record<string, ReadonlySet<string>>> = {
  fr: of('le les des et est du dans pour qui une sur au pas plus ce avec sont par ne mais nous vous ont aux cette leur être fait ses ces elle sa comme il ils été était même aussi leurs notre votre je c’est c\'est d\'un d’un d\'une d’une qu\'il qu’il n\'est n’est où très'),
  en: of('the and of to is that it for was with as are be this have from by not but or at his they which we you their has had were will would there what been if can all more about who its than our your'),
  de: of('der die und das ist nicht ein eine mit von dem den des sich auf für im auch zu werden wird es dass aus bei nach oder wie hat sind einer einen über noch nur zum zur'),
  es: of('el los las del que y es una por con para su al lo como más pero sus este ya cuando todo esta sobre también fue había muy años está son entre'),
  it: of('il di che è per un della sono con non una del si più anche ma dei nel alla come le gli questo delle ha al da lo dal nella essere'),
  nl: of('de het een en van is dat niet te zijn op voor met die er aan ook als bij maar om uit dan nog naar heeft worden ze werd door wordt deze'),
  pt: of('o os as do da dos das que não uma em um para com por mais mas como foi ao ele sua ou seu são está pela pelo também isso quando já'),
}

const scripts: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu], ['zh', /\p{Script=Han}/gu], ['ko', /\p{Script=Hangul}/gu], ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu], ['ru', /\p{Script=Cyrillic}/gu], ['el', /\p{Script=Greek}/gu], ['th', /\p{Script=Thai}/gu],
]

/** The language a text declares (`fr-FR`, `en_US`, `FR`) as its two or three letters, which is all that reading needs. */
export const declaredLanguage = (tag: string | null | undefined): string | null => {
  const primary = /^\s*([a-z]{2,3})(?:[-_][\w-]*)?\s*$/i.exec(tag ?? '')?.[1]?.toLowerCase()
  return primary && primary !== 'und' && primary !== 'mul' && primary !== 'zxx' ? primary : null
}

/** The language that a text's most frequent words, or its script, betray; null when they do not tell. */
export const detectLanguage = (text: string): string | null => {
  const sample = text.slice(0, 6000).toLowerCase()
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return null
  const script = scripts.find(([, pattern]) => (sample.match(pattern)?.length ?? 0) > letters * 0.25)
  if (script) return script[0]
  const words = sample.match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? []
  const scores = Object.entries(commonWords)
    .map(([language, common]) => [language, words.filter((word) => common.has(word)).length] as const)
    .sort(([, one], [, other]) => other - one)
  const [first, second] = scores
  if (!first || first[1] < 2 || first[1] < words.length * 0.1) return null
  return first[1] >= (second?.[1] ?? 0) * 1.3 ? first[0] : null
}

/** What is declared, else what is detected. */
export const languageOf = (tag: string | null | undefined, text: string): string | null => declaredLanguage(tag) ?? detectLanguage(text)
