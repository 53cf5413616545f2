import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { magicLink } from 'better-auth/plugins'
import type pg from 'pg'
import { z } from 'zod'
import type { Kit } from '#kit/context'
import { basePath } from '#kit/http/base-path'
import { cookieKey } from './cookie-key.ts'
import { storedToken } from './links.ts'

const day_seconds = 86_400
export const link_minutes = 15
/** A session lives this long after its last use. */
export const session_days = 30

const dates = { createdAt: 'created_at', updatedAt: 'updated_at' }

/** Cookies of ours are bound to the very host where they can be; to the path instead where the host has others (RFC 6265bis, 4.1.3: `__Host-` allows none). */
export const cookieNames = (base_url: string) => {
  const secure = base_url.startsWith('https:')
  const path = basePath(base_url) || '/'
  const prefix = secure ? `${path === '/' ? '__Host' : '__Secure'}-portevoix` : 'portevoix'
  return { secure, path, prefix, session: `${prefix}.session`, aside: `${prefix}.aside` }
}

/** Opens a session for an identity that is known by another way than a link; what is proved of its address stays as it is. It has no path. */
const openSession = createAuthEndpoint({ method: 'POST', requireHeaders: true, body: z.object({ identity_id: z.uuid() }) }, async (ctx) => {
  const user = await ctx.context.internalAdapter.findUserById(ctx.body.identity_id)
  if (!user) return null
  const session = await ctx.context.internalAdapter.createSession(user.id)
  await setSessionCookie(ctx, { session, user })
  return { session_id: session.id }
})

/**
 * The sign-in library, as we use it: its tables under our names (021_auth.sql), links by e-mail, no account by itself.
 * Its own HTTP handler is never mounted; `handOver` gives each link's token to whoever asked for it.
 */
export const createLibrary = (kit: Kit, pool: pg.Pool, handOver: (asked: string, token: string) => void) => {
  const { secure, path, prefix, session } = cookieNames(kit.settings.base_url)
  return betterAuth({
    appName: 'Portevoix', baseURL: kit.settings.base_url, secret: cookieKey(kit).toString('base64url'), database: pool,
    telemetry: { enabled: false }, logger: { disabled: true }, rateLimit: { enabled: false },
    user: { modelName: 'identities', fields: { ...dates, emailVerified: 'email_verified' }, additionalFields: { language: { type: 'string', required: false } } },
    session: {
      modelName: 'sessions', fields: { ...dates, userId: 'identity_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent' },
      expiresIn: session_days * day_seconds, updateAge: day_seconds,
    },
    account: {
      modelName: 'accounts', fields: {
        ...dates, userId: 'identity_id', accountId: 'account_id', providerId: 'provider_id', accessToken: 'access_token', refreshToken: 'refresh_token',
        idToken: 'id_token', accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: { modelName: 'verifications', fields: { ...dates, expiresAt: 'expires_at' } },
    advanced: {
      database: { generateId: 'uuid' }, ipAddress: { disableIpTracking: true }, useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, secure, sameSite: 'lax', path },
      cookies: { session_token: { name: session }, dont_remember: { name: `${prefix}.short` }, session_data: { name: `${prefix}.data` }, account_data: { name: `${prefix}.account` } },
    },
    plugins: [magicLink({
      expiresIn: link_minutes * 60, storeToken: { type: 'custom-hasher', hash: async (token) => storedToken(token) }, disableSignUp: true,
      sendMagicLink: ({ token, metadata }) => { handOver(String(metadata?.asked), token) },
    }), { id: 'portevoix', endpoints: { openSession } }],
  })
}
