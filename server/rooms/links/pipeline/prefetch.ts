import type { HeaderStep } from './visit.ts'

/**
 * The browser fetches in advance what may never be looked at: `Sec-Purpose: prefetch` (Fetch standard), with
 * `prerender` too; `Purpose: prefetch` in older Chromium and Safari (`preview`); `X-Purpose: preview` in Facebook's application;
 * `X-Moz: prefetch` in older Firefox.
 */
export const prefetch: HeaderStep = ({ purpose }) => (purpose !== undefined && /\b(prefetch|prerender|preview)\b/i.test(purpose) ? 'prefetch' : null)
