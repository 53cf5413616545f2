import { createElement, useMemo, type ReactNode } from 'react'
import classes from './prose.module.css'
import { safeAddress } from './safe-address.ts'

const shown = new Set(['p', 'br', 'strong', 'b', 'em', 'i', 'u', 's', 'ul', 'ol', 'li', 'blockquote', 'h2', 'h3', 'h4', 'pre', 'code', 'hr'])
const dropped = new Set(['script', 'style', 'template', 'iframe', 'object', 'noscript', 'svg', 'math'])
const empty = new Set(['br', 'hr'])

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
  if (!shown.has(name)) return children(node)
  return empty.has(name) ? createElement(name) : createElement(name, null, ...children(node))
}

/** Rich text that the server has already cleaned, rebuilt as elements: no attribute but a link's address survives. */
export const RichTextView = ({ html }: { html: string }) => {
  const body = useMemo(() => new DOMParser().parseFromString(html, 'text/html').body, [html])
  return <div className={classes.prose}>{children(body)}</div>
}
