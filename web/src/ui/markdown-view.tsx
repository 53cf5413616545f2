import { lazy, Suspense } from 'react'
import { TextSkeleton } from './skeletons.tsx'
import type { MarkdownProps } from './markdown.tsx'

const Markdown = lazy(() => import('./markdown.tsx'))

/** Markdown as elements; HTML inside it is shown as the text that it is. The parser loads when first needed. */
export const MarkdownView = (props: MarkdownProps) => (
  <Suspense fallback={<TextSkeleton />}><Markdown {...props} /></Suspense>
)
