import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { RichTextProps } from './rich-text.tsx'

const RichText = lazy(() => import('./rich-text.tsx'))

/** Paragraphs, headings, lists, quotations and links, as HTML. Loads when first shown. */
export const RichTextEditor = (props: RichTextProps) => (
  <Suspense fallback={<Skeleton height={260} radius="md" />}><RichText {...props} /></Suspense>
)
