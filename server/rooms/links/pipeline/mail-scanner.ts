// Programs that open the links of a mail or a document before, or instead of, its reader.
const pattern = /barracuda|proofpoint|mimecast|ironport|fireeye|trendmicro|symantec|safelinks|vadesecure|zscaler|forcepoint|messagelabs|mailmarshal|clearswift|ms-office|Microsoft Office|Microsoft Outlook|Office Existence Discovery|MSOffice|URLScan|BitdefenderScan/i

export const isMailScanner = (agent: string): boolean => pattern.test(agent)

/**
 * Scanners borrow a browser's name but ask like a program. A browser that opens a link says which languages its person
 * reads and that it wants a page; one that says neither is none.
 */
export const asksLikeProgram = (agent: string, accept: string | undefined, accept_language: string | undefined): boolean =>
  agent.startsWith('Mozilla/') && !accept_language && !accept?.includes('text/html')
