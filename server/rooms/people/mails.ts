import type { Language } from '@portevoix/contract/shapes'
import type { Kit } from '#kit/context'
import type { Letter } from '#kit/mail/letter'
import { words } from '#kit/words'
import { link_minutes } from './sign-in/library.ts'

/** The page whose button signs in; opening it uses nothing up. */
export const signInAddress = (kit: Kit, token: string): string => `${kit.settings.base_url}/sign-in/${token}`
export const invitationAddress = (kit: Kit, token: string): string => `${kit.settings.base_url}/invitation/${token}`

interface SignInMail { language: Language; name: string; organisation_name: string; token: string }

export const signInLetter = (kit: Kit, { language, name, organisation_name, token }: SignInMail): Letter => {
  const say = words(language, 'people.mails.sign_in')
  return {
    language, subject: say('subject', { organisation: organisation_name }), preheader: say('preheader', { minutes: link_minutes }),
    greeting: say('greeting', { name }), paragraphs: [say('what'), say('how_long', { minutes: link_minutes })],
    button: { label: say('button'), address: signInAddress(kit, token) }, footer: [say('not_you')],
  }
}

/** Asks to prove an address before its owner becomes a member. */
export const proofLetter = (kit: Kit, { language, name, organisation_name, token }: SignInMail): Letter => {
  const say = words(language, 'people.mails.proof')
  return {
    language, subject: say('subject', { organisation: organisation_name }), preheader: say('preheader', { minutes: link_minutes }),
    greeting: say('greeting', { name }), paragraphs: [say('what', { organisation: organisation_name }), say('how_long', { minutes: link_minutes })],
    button: { label: say('button', { organisation: organisation_name }), address: signInAddress(kit, token) }, footer: [say('not_you')],
  }
}

interface DomainMail { language: Language; name: string; host: string; since: string; record_name: string; record_value: string; time_zone: string }

/** The record of a short domain has gone; what to put back, or where to let the domain go. */
export const domainLetter = (kit: Kit, { language, name, host, since, record_name, record_value, time_zone }: DomainMail): Letter => {
  const say = words(language, 'people.mails.domain_failing', time_zone)
  return {
    language, subject: say('subject', { host }), preheader: say('preheader'), greeting: say('greeting', { name }),
    paragraphs: [say('what', { host, since: new Date(since) }), say('still'), `${say('record')}\n${record_name}\nTXT\n${record_value}`],
    button: { label: say('button'), address: `${kit.settings.base_url}/desk/domains` }, footer: [say('why')],
  }
}

/** A short domain was proved by another organisation, long after its record for this one had gone; `gained`: by this one. */
export const passedDomainLetter = (kit: Kit, { language, name, host, gained }: { language: Language; name: string; host: string; gained: boolean }): Letter => {
  const say = words(language, `people.mails.${gained ? 'domain_gained' : 'domain_lost'}`)
  return {
    language, subject: say('subject', { host }), preheader: say('preheader'), greeting: say('greeting', { name }), paragraphs: [say('what', { host }), say('links')],
    button: { label: say('button'), address: `${kit.settings.base_url}/desk/domains` }, footer: [say('why')],
  }
}

interface InvitationMail { language: Language; name: string; organisation_name: string; inviter: string | null; token: string; expires_at: Date; time_zone: string; again: boolean }

export const invitationLetter = (kit: Kit, { language, name, organisation_name, inviter, token, expires_at, time_zone, again }: InvitationMail): Letter => {
  const say = words(language, 'people.mails.invitation', time_zone)
  const organisation = organisation_name
  return {
    language, subject: say(again ? 'subject_again' : 'subject', { organisation }), preheader: say('preheader'),
    greeting: name === '' ? say('greeting') : say('greeting_named', { name }),
    paragraphs: [inviter ? say('invited_by', { inviter, organisation }) : say('invited', { organisation }), say('what'), say('free')],
    button: { label: say('button'), address: invitationAddress(kit, token) },
    footer: [say('expires', { expires_at }), say('not_you')],
  }
}
