import { lexer, type Token, type Tokens } from 'marked'
import type { ReactNode } from 'react'
import classes from './prose.module.css'
import { safeAddress } from './safe-address.ts'

export interface MarkdownProps {
  text: string
  /** The level of the text's highest headings, below those of the page around it. */
  level?: 2 | 3 | 4
}

// marked gives every token the one wide type `Token`; each kind is known by its `type`.
const kinds = {
  heading: (token: Token): token is Tokens.Heading => token.type === 'heading',
  list: (token: Token): token is Tokens.List => token.type === 'list',
  table: (token: Token): token is Tokens.Table => token.type === 'table',
  link: (token: Token): token is Tokens.Link => token.type === 'link',
}

const inside = (token: Token, shift: number): ReactNode => ('tokens' in token && token.tokens ? nodes(token.tokens, shift) : 'text' in token ? String(token.text) : null)

const list = (token: Tokens.List, shift: number): ReactNode => {
  const items = token.items.map((item, place) => <li key={place}>{nodes(item.tokens, shift)}</li>)
  return token.ordered ? <ol start={Number(token.start) || 1}>{items}</ol> : <ul>{items}</ul>
}

const table = (token: Tokens.Table, shift: number): ReactNode => (
  <table>
    <thead><tr>{token.header.map((cell, place) => <th key={place} scope="col">{nodes(cell.tokens, shift)}</th>)}</tr></thead>
    <tbody>{token.rows.map((row, at) => <tr key={at}>{row.map((cell, place) => <td key={place}>{nodes(cell.tokens, shift)}</td>)}</tr>)}</tbody>
  </table>
)

const link = (token: Tokens.Link, shift: number): ReactNode => {
  const address = safeAddress(token.href)
  return address ? <a href={address} rel="noopener noreferrer">{inside(token, shift)}</a> : inside(token, shift)
}

const node = (token: Token, shift: number): ReactNode => {
  if (kinds.heading(token)) {
    const Heading = `h${Math.min(6, token.depth + shift)}` as 'h2'
    return <Heading>{inside(token, shift)}</Heading>
  }
  if (kinds.list(token)) return list(token, shift)
  if (kinds.table(token)) return table(token, shift)
  if (kinds.link(token)) return link(token, shift)
  switch (token.type) {
    case 'paragraph': return <p>{inside(token, shift)}</p>
    case 'blockquote': return <blockquote>{inside(token, shift)}</blockquote>
    case 'strong': return <strong>{inside(token, shift)}</strong>
    case 'em': return <em>{inside(token, shift)}</em>
    case 'del': return <del>{inside(token, shift)}</del>
    case 'code': return <pre><code>{inside(token, shift)}</code></pre>
    case 'codespan': return <code>{inside(token, shift)}</code>
    case 'hr': return <hr />
    case 'br': return <br />
    case 'space': case 'def': return null
    default: return inside(token, shift)
  }
}

const nodes = (tokens: readonly Token[], shift: number): ReactNode[] => tokens.map((token, place) => <Node key={place} token={token} shift={shift} />)

const Node = ({ token, shift }: { token: Token; shift: number }) => node(token, shift)

const Markdown = ({ text, level = 2 }: MarkdownProps) => {
  const tokens = lexer(text, { gfm: true })
  const highest = Math.min(...tokens.map((token) => (kinds.heading(token) ? token.depth : 6)))
  return <div className={classes.prose}>{nodes(tokens, level - highest)}</div>
}

export default Markdown
