import { oneLine } from './text.ts'

const months = 'jan(?:uary|vier)?|feb(?:ruary)?|févr?(?:ier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|july?|juil(?:let)?|aug(?:ust)?|août|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|dec(?:ember)?|déc(?:embre)?'
const days = [
  `(?:${months})\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}`, `\\d{1,2}(?:er|st|nd|rd|th)?\\s+(?:${months})\\.?,?\\s+\\d{4}`,
  '\\d{4}-\\d{2}-\\d{2}', '\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4}', '\\d{1,2}:\\d{2}(?:\\s*[ap]\\.?m\\b\\.?)?', '\\d{1,2}\\s?h\\s?\\d{2}',
].join('|')
const before = '(?:(?:updated|published|posted|mis à jour|publié|modifié|on|at|le|à|the)[:\\s]+)*'
/** From a date or an hour on: what follows a name is when it was written. */
const when = new RegExp(`(?:^|[\\s,;|·•–—(-]+)${before}(?:${days})(?!\\p{L}).*$`, 'iu')
const by = /^(?:by|BY|By|par|PAR|Par)\s*:?\s+(?=\p{Lu})/u

/** Who wrote something, without the “By” before the name and the hour after it; null where no name is left. */
export const cleanAuthor = (written: string | null | undefined): string | null =>
  oneLine(oneLine(written ?? '').slice(0, 1000).replace(by, '').replace(when, '')) || null
