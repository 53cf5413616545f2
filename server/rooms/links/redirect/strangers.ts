import type { IncomingMessage, ServerResponse } from 'node:http'
import { isProbe } from '#kit/http/base-path'
import { preferredLanguage } from '#kit/http/reader'
import type { Addresses } from '../rules.ts'
import { sendMisdirected } from './answers.ts'
import { readHost } from './headers.ts'
import { isLoopback, isOwn } from './hosts.ts'

/** For a process without links: refuses hosts that are not the installation's own, once it has an address that others know. */
export const refuseStrangers = (settings: () => Addresses) => ({
  takes: (request: IncomingMessage): boolean =>
    !isProbe(request) && !isLoopback(new URL(settings().base_url).hostname) && !isOwn(readHost(request.rawHeaders) ?? '', settings()),
  listener: (request: IncomingMessage, response: ServerResponse): void => { sendMisdirected(response, preferredLanguage(request.headers['accept-language'])) },
})
