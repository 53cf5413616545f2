import sanitizeHtml from 'sanitize-html'
import type { Language } from '@portevoix/contract/shapes'
import { words } from '#kit/words'

/** How a mail looks: the organisation's name and colours; `on_colour` is the text colour that keeps contrast on `colour`; a demonstration's says so. */
export interface Brand { name: string; colour: string; on_colour: string; logo_address: string | null; demonstration?: boolean }

/** What a mail says; plain texts, in the person's language. */
export interface Letter {
  language: Language
  subject: string
  preheader: string
  greeting: string
  paragraphs: readonly string[]
  button?: { label: string; address: string }
  footer: readonly string[]
}

const escape = (text: string) => sanitizeHtml(text, { allowedTags: [], allowedAttributes: {}, disallowedTagsMode: 'escape' })
const attribute = (text: string) => escape(text).replaceAll('"', '&quot;')
const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

const notice = ({ language }: Letter): string => words(language, 'demonstration')('mail')

/** The letter as HTML: one column, tables, inline styles, as mail readers demand; no image but the logo, no pixel. */
export const letterHtml = (brand: Brand, letter: Letter): string => `<!doctype html>
<html lang="${letter.language}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light"><title>${escape(letter.subject)}</title></head>
<body style="margin:0;background:#f5f4f1;color:#1d1c1a;${font};font-size:16px;line-height:1.55">
<div style="display:none;max-height:0;overflow:hidden">${escape(letter.preheader)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:16px;overflow:hidden">
${brand.demonstration ? `<tr><td style="background:#fff3bf;color:#5c4400;padding:10px 28px;font-size:13px">${escape(notice(letter))}</td></tr>
` : ''}<tr><td style="background:${brand.colour};color:${brand.on_colour};padding:20px 28px;font-size:18px;font-weight:600">${brand.logo_address ? `<img src="${attribute(brand.logo_address)}" alt="" height="28" style="vertical-align:middle;margin-right:12px">` : ''}${escape(brand.name)}</td></tr>
<tr><td style="padding:28px">
<p style="margin:0 0 16px;font-weight:600">${escape(letter.greeting)}</p>
${letter.paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escape(paragraph).replaceAll('\n', '<br>')}</p>`).join('\n')}
${letter.button ? `<p style="margin:24px 0"><a href="${attribute(letter.button.address)}" style="display:inline-block;background:${brand.colour};color:${brand.on_colour};text-decoration:none;font-weight:600;padding:14px 24px;border-radius:12px">${escape(letter.button.label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#5c5a55;word-break:break-all">${escape(letter.button.address)}</p>` : ''}
</td></tr>
<tr><td style="padding:0 28px 28px;font-size:13px;color:#5c5a55">${letter.footer.map((line) => `<p style="margin:0 0 8px">${escape(line)}</p>`).join('')}</td></tr>
</table></td></tr></table></body></html>`

/** The same letter as plain text. */
export const letterText = (brand: Brand, letter: Letter): string =>
  [...(brand.demonstration ? [notice(letter)] : []), letter.greeting, ...letter.paragraphs, ...(letter.button ? [`${letter.button.label}\n${letter.button.address}`] : []), '--', brand.name, ...letter.footer].join('\n\n')
