import type { HeaderStep } from './visit.ts'

// the modes of the Fetch standard but `navigate`; what is none of them says nothing (https://www.w3.org/TR/fetch-metadata/)
const otherModes = /\b(cors|same-origin|websocket)\b/i

/**
 * `Sec-Fetch-Mode` says that this is no navigation: the picture or script of another page, a program's `fetch` (Node's says `cors`
 * whatever its agent). A navigation says `navigate` in every browser that says anything: Chromium from 76 on and the WebViews that
 * applications open links in, Firefox from 90, Safari and its views from 16.4; in a frame too. Over plain HTTP none is said.
 */
export const notOpened: HeaderStep = ({ purpose }) => (purpose !== undefined && otherModes.test(purpose) ? 'not_opened' : null)
