import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

const marks: readonly (readonly [string, readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0x00, 0x00]], ['utf-32be', [0x00, 0x00, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]], ['utf-16le', [0xff, 0xfe]], ['utf-16be', [0xfe, 0xff]],
]

// What an XML document without a mark begins with when a character takes two bytes or four (XML 1.0, appendix F).
const beginnings: readonly (readonly [string, readonly number[]])[] = [
  ['utf-32le', [0x3c, 0, 0, 0]], ['utf-32be', [0, 0, 0, 0x3c]], ['utf-16le', [0x3c, 0]], ['utf-16be', [0, 0x3c]],
]

const startsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, index) => bytes[index] === byte)

const fromHeader = (content_type: string | null | undefined) => /charset\s*=\s*["']?([\w.:-]+)/i.exec(content_type ?? '')?.[1]

/** What the document says of itself: the XML declaration, or one of HTML's two meta tags. */
const fromDocument = (bytes: Uint8Array) => {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  return /<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1] ?? /<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1]
}

// Labels that pages use for more than they mean (https://encoding.spec.whatwg.org/#names-and-labels).
const known = (label: string): string | null => {
  const name = label.toLowerCase()
  if (/^(?:iso-?8859-?1|latin-?1|us-ascii|ascii)$/.test(name)) return 'windows-1252'
  if (/^(?:gb2312|gbk|gb_2312-80)$/.test(name)) return 'gb18030'
  return iconv.encodingExists(name) ? name : null
}

const saysUtf8 = (name: string) => /^utf-?8$/.test(name)

/** Valid UTF-8, or UTF-8 that a few stray bytes got into: far more characters beyond ASCII that hold than that do not. */
const isUtf8Text = (bytes: Uint8Array) => {
  if (isUtf8(bytes)) return true
  const text = new TextDecoder('utf-8').decode(bytes)
  return (text.split('\uFFFD').length - 1) * 3 < (text.match(/[^\p{ASCII}]/gu)?.length ?? 0)
}

/**
 * Bytes as text: a byte order mark decides, then the header, then the document itself, then UTF-8, then windows-1252.
 * A claim that the bytes contradict is passed over: servers often declare a default charset for every file they have.
 */
export const decodeText = (bytes: Uint8Array, content_type?: string | null): string => {
  const mark = [...marks, ...beginnings].find(([, start]) => startsWith(bytes, start))
  const claims = [mark?.[0], fromHeader(content_type), fromDocument(bytes)].flatMap((label) => (label ? known(label) ?? [] : []))
  // A document that has any two-byte sequence and is valid UTF-8 throughout is not in another charset by accident.
  const claimed = claims.some(saysUtf8)
  const names = [...(claimed && !mark ? ['utf-8'] : []), ...claims, 'utf-8', 'windows-1252']
  const readable = names.find((name) => (saysUtf8(name) ? isUtf8Text(bytes) : name === 'windows-1252' || !iconv.decode(Buffer.from(bytes), name).includes('\uFFFD')))
  return iconv.decode(Buffer.from(bytes), readable ?? claims[0] ?? 'windows-1252')
}
