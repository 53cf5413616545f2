import { z } from 'zod'
import type { Route } from '#test/routes'

/** The JSON schema of an input, as far as we walk it. */
export interface Shape {
  type?: string
  format?: string
  pattern?: string
  enum?: readonly unknown[]
  const?: unknown
  anyOf?: readonly Shape[]
  allOf?: readonly Shape[]
  properties?: Readonly<Record<string, Shape>>
  required?: readonly string[]
  items?: Shape
  minimum?: number
}

const shape: z.ZodType<Shape> = z.lazy(() => z.looseObject({
  type: z.string().optional(), format: z.string().optional(), pattern: z.string().optional(), enum: z.array(z.unknown()).optional(),
  anyOf: z.array(shape).optional(), allOf: z.array(shape).optional(), properties: z.record(z.string(), shape).optional(), required: z.array(z.string()).optional(),
  items: shape.optional(), minimum: z.number().optional(),
}))

/** The shape of what a route takes; null where it takes nothing. */
export const inputShape = ({ procedure }: Route): Shape | null => {
  const schema = procedure['~orpc'].inputSchema
  return schema instanceof z.ZodType ? shape.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })) : null
}

export type Path = readonly (string | number)[]
export interface TextField { path: Path; shape: Shape }

/** Every place of an input where a text goes; of a list, its first entry. */
export const textFields = (node: Shape, path: Path = []): TextField[] => [
  ...(node.type === 'string' && !node.enum ? [{ path, shape: node }] : []),
  ...[...(node.anyOf ?? []), ...(node.allOf ?? [])].flatMap((one) => textFields(one, path)),
  ...Object.entries(node.properties ?? {}).flatMap(([name, one]) => textFields(one, [...path, name])),
  ...(node.items ? textFields(node.items, [...path, 0]) : []),
]

const texts: Readonly<Record<string, string>> = {
  'uuid': '01990000-0000-7000-8000-00000000abcd', 'email': 'someone@elsewhere.test', 'uri': 'http://127.0.0.1/nowhere',
  'date-time': '2026-03-01T08:00:00.000Z', 'date': '2026-03-01', 'base64': 'ZS1tYWlsCg==',
}

/** Texts that a shape does not describe. */
const textsByName: Readonly<Record<string, string>> = { email: 'someone@elsewhere.test', emails: 'someone@elsewhere.test', time_zone: 'Europe/Paris' }

/** The least input that the shape takes. */
export const sampleOf = (node: Shape, name = ''): unknown => {
  if (node.enum) return node.enum[0]
  const [first] = [...(node.anyOf ?? []), ...(node.allOf ?? [])]
  if (first) return sampleOf(first, name)
  switch (node.type) {
    case 'object': return Object.fromEntries((node.required ?? []).map((key) => [key, sampleOf(node.properties?.[key] ?? {}, key)]))
    case 'array': return node.items ? [sampleOf(node.items, name)] : []
    case 'string': return textsByName[name] ?? texts[node.format ?? ''] ?? (node.pattern?.includes('#[0-9a-f') ? '#0a5c5c' : 'sample_of_text_1')
    case 'integer': case 'number': return node.minimum && node.minimum > 0 ? node.minimum : 1
    case 'boolean': return false
    default: return undefined
  }
}

/** The same input with another value at one place. */
export const withValue = (input: unknown, path: Path, value: unknown): unknown => {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(input)) return input.map((one, place) => (place === key ? withValue(one, rest, value) : one))
  const object = typeof input === 'object' && input !== null ? input : {}
  return { ...object, [key]: withValue(Object.entries(object).find(([name]) => name === key)?.[1] ?? (typeof rest[0] === 'number' ? [undefined] : {}), rest, value) }
}

const written = (value: unknown): string => (typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value))

/** How a route is called with an input: its path, its query, its body. */
export const requestOf = ({ method, path }: Route, input: unknown): { path: string; body: unknown } => {
  const values = new Map<string, unknown>(Object.entries(typeof input === 'object' && input !== null ? input : {}))
  const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = written(values.get(name))
    values.delete(name)
    return encodeURIComponent(value.toWellFormed())
  })
  if (method !== 'GET') return { path: filled, body: Object.fromEntries(values) }
  const query = new URLSearchParams([...values].flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((one, place): [string, string] => [`${name}[${place}]`, written(one)]) : value === undefined || value === null ? [] : [[name, written(value)]]))
  return { path: query.size ? `${filled}?${query.toString()}` : filled, body: undefined }
}
