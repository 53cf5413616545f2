import { runningOn } from '#kit/running'
import { addressIsWritten, localUrl, senderOf, type Settings } from './env.ts'

/** The settings of a process, with the address of the pages that its links and mails lead to, and what its operator is told of it. */
export interface PagesAddress { settings: Settings; words: string }

/**
 * Where a process serves no pages and BASE_URL is not written, its own port leads to none: what leads to pages begins with the address
 * of the Portevoix that serves them on the same data folder.
 */
export const withPagesAddress = (settings: Settings): PagesAddress => {
  if (settings.services.includes('web') || addressIsWritten()) return { settings, words: '' }
  const [running] = runningOn(settings.data_dir)
  if (!running) return { settings, words: `BASE_URL must be set, for links to texts and for mails: this process serves no pages, and none that does runs on ${settings.data_dir}. Write for example BASE_URL=https://ambassadors.example.org, or start the one with pages first.\n` }
  const mail_from = settings.mail_from === senderOf(settings.base_url) ? senderOf(running.address) : settings.mail_from
  return { settings: { ...settings, base_url: running.address, mail_from }, words: `The pages that it leads to are at ${running.address} (process ${running.pid}).\n` }
}

/** Where the links that this process answers are found. */
export const servedLinks = ({ links_base_url, base_url, port }: Settings): string => links_base_url ?? (addressIsWritten() ? base_url : localUrl(port))
