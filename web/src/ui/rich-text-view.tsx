import { createElement, useMemo, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './prose.module.css'
import { safeAddress } from './safe-address.ts'
import { ScrollBox } from './scroll-box.tsx'

const shown = new Set(['p', 'br', 'strong', 'b', 'em', 'i', 'u', 's', 'ul', 'ol', 'li', 'blockquote', 'h2', 'h3', 'h4', 'pre', 'code', 'hr', 'sub', 'sup', 'thead', 'tbody', 'tr'])
const dropped = new Set(['script', 'style', 'template', 'iframe', 'object', 'noscript', 'svg', 'math'])
const empty = new Set(['br', 'hr'])

/** `colspan` and `rowspan` as the server let them through. */
const span = (cell: Element, name: string) => Math.min(Math.max(Number(cell.getAttribute(name)) || 1, 1), 100)

/** Wider than a phone, it moves within its own box, by finger and by keyboard; its headings name it. */
const Table = ({ table }: { table: Element }) => {
  const t = useTranslations('ui.table')
  const headings = [...table.querySelectorAll('th')].map(({ textContent }) => textContent?.trim()).filter(Boolean).slice(0, 6)
  return <ScrollBox label={headings.length > 0 ? t('of', { headings: headings.join(', ') }) : t('untitled')} className={classes.wide}><table>{children(table)}</table></ScrollBox>
}

const children = (parent: Node): ReactNode[] => [...parent.childNodes].map((child, place) => <Piece key={place} node={child} />)

const Piece = ({ node }: { node: Node }): ReactNode => {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent
  if (!(node instanceof Element)) return null
  const name = node.localName
  if (dropped.has(name)) return null
  if (name === 'a') {
    const address = safeAddress(node.getAttribute('href') ?? '')
    return address ? <a href={address} target="_blank" rel="noopener noreferrer">{children(node)}</a> : children(node)
  }
  if (name === 'table') return <Table table={node} />
  if (name === 'th') return <th scope={node.closest('thead') ? 'col' : 'row'} colSpan={span(node, 'colspan')} rowSpan={span(node, 'rowspan')}>{children(node)}</th>
  if (name === 'td') return <td colSpan={span(node, 'colspan')} rowSpan={span(node, 'rowspan')}>{children(node)}</td>
  if (!shown.has(name)) return children(node)
  return empty.has(name) ? createElement(name) : createElement(name, null, ...children(node))
}

/** Rich text that the server has already cleaned, rebuilt as elements: no attribute but a link's address survives. */
export const RichTextView = ({ html }: { html: string }) => {
  const body = useMemo(() => new DOMParser().parseFromString(html, 'text/html').body, [html])
  return <div className={classes.prose}>{children(body)}</div>
}
