import { Marked } from 'marked'
import { sanitiseHtml } from '#kit/html'

const markdown = new Marked({ gfm: true, breaks: false })

/** A charter's Markdown as HTML fit for any page of ours: what a rich text may hold, and nothing that runs. */
export const renderCharter = (text: string): string => sanitiseHtml(markdown.parse(text, { async: false }))

/** The same, or null where it is nested so deeply that no page could hold it. */
export const tryRenderCharter = (text: string): string | null => {
  try {
    return renderCharter(text)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
