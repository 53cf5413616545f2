import type { Source } from '@portevoix/contract/content/sources'

const codes = ['bad_address', 'forbidden_address', 'dns', 'connection', 'tls', 'timeout', 'too_many_redirects', 'bad_redirect', 'bad_type', 'too_large', 'cut_off', 'bad_answer', 'http', 'not_a_feed', 'empty', 'too_slow'] as const
type Code = (typeof codes)[number]

/** What ails a source, among what there are words for. */
export const errorCode = (code: string): Code => codes.find((one) => one === code) ?? 'bad_answer'

/** Where the address itself is at fault, waiting changes nothing. */
const ofAddress: readonly Code[] = ['bad_address', 'dns', 'bad_redirect', 'too_many_redirects', 'bad_type', 'not_a_feed', 'too_slow', 'too_large']

/** What a curator can do about it, as `ways` words it; `wait` where the site alone can mend it and is asked again by itself. */
export const wayOut = ({ health, last_error }: Pick<Source, 'health' | 'last_error'>): 'stopped' | 'allow' | 'address' | 'site' | 'wait' => {
  const code = errorCode(last_error?.code ?? '')
  const status = last_error?.status ?? 0
  if (code === 'forbidden_address') return 'allow'
  if (health === 'stopped') return 'stopped'
  if (ofAddress.includes(code) || status === 404 || status === 410) return 'address'
  return code === 'tls' || status === 401 || status === 403 ? 'site' : 'wait'
}
