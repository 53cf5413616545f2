// Programs that open the links of a mail or a document before, or instead of, its reader.
const pattern = /barracuda|proofpoint|mimecast|ironport|fireeye|trendmicro|symantec|safelinks|vadesecure|zscaler|forcepoint|messagelabs|mailmarshal|clearswift|ms-office|Microsoft Office|Microsoft Outlook|Office Existence Discovery|MSOffice|URLScan|BitdefenderScan/i

export const isMailScanner = (agent: string): boolean => pattern.test(agent)

// `*` is what a program says for none (Node's fetch does); a person's browser names at least one language
const isLanguage = /[a-z]{2}/i
// Chromium, but not as the view of an application, which may ask with what it likes
const chromium = /Chrome\/\d/
const view = /; wv\)|Version\/4\.0/

/**
 * Scanners borrow a browser's name but ask like a program. A browser that opens a link says which languages its person reads and that
 * it wants a page; one that says neither is none.
 *
 * No language alone is a program's only under Chromium's name: it always says one, and its headless mode of old, by which mails are
 * looked at under another name, never did (https://github.com/berstend/puppeteer-extra/issues/51). Elsewhere it is one signal of two:
 * Firefox lets people empty the list, applications load pages by themselves, and a click that is left out is as wrong as a robot that counts.
 */
export const asksLikeProgram = (agent: string, accept: string | undefined, accept_language: string | undefined): boolean => {
  if (!agent.startsWith('Mozilla/') || (accept_language !== undefined && isLanguage.test(accept_language))) return false
  return !accept?.includes('text/html') || (chromium.test(agent) && !view.test(agent))
}
