import { parseCookie, stringifySetCookie } from 'cookie'
import type { Settings } from '../../../env.ts'
import { cookieNames, session_days } from './library.ts'

const lifetime_seconds = session_days * 86_400

const attributes = ({ secure, path }: { secure: boolean; path: string }) => ({ httpOnly: true, secure, sameSite: 'lax', path } as const)

/** Puts the session of this browser aside, for the time of another: the cookies that do it. */
export const putSessionAside = ({ base_url }: Settings, headers: Headers): string[] => {
  const { session, aside, ...place } = cookieNames(base_url)
  const value = parseCookie(headers.get('cookie') ?? '')[session]
  return value === undefined ? [] : [stringifySetCookie(aside, value, { ...attributes(place), maxAge: lifetime_seconds })]
}

/** Whether this browser has put a session aside. */
export const hasSessionAside = ({ base_url }: Settings, headers: Headers): boolean => parseCookie(headers.get('cookie') ?? '')[cookieNames(base_url).aside] !== undefined

/** Takes up the session that was put aside; without one, the browser is signed out. Gives the cookies. */
export const takeSessionUp = ({ base_url }: Settings, headers: Headers): string[] => {
  const { session, aside, ...place } = cookieNames(base_url)
  const value = parseCookie(headers.get('cookie') ?? '')[aside]
  return [
    stringifySetCookie(session, value ?? '', { ...attributes(place), maxAge: value === undefined ? 0 : lifetime_seconds }),
    stringifySetCookie(aside, '', { ...attributes(place), maxAge: 0 }),
  ]
}
