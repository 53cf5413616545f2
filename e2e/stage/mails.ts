import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import PostalMime from 'postal-mime'

export interface ReceivedMail { to: string; subject: string; html: string; text: string; links: string[] }

const read = async (file: string): Promise<ReceivedMail> => {
  const { to, subject = '', html = '', text = '' } = await PostalMime.parse(await readFile(file))
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, address = '']) => address.replaceAll('&amp;', '&'))
  return { to: to?.[0]?.address ?? '', subject, html, text, links }
}

/** The mails for an address that are in the data folder as .eml files, the oldest first. */
const mailsTo = async (data_dir: string, address: string): Promise<ReceivedMail[]> => {
  const folder = join(data_dir, 'outbox')
  const names = await readdir(folder).catch(() => [])
  const mails = await Promise.all(names.filter((name) => name.endsWith('.eml')).sort().map((name) => read(join(folder, name))))
  return mails.filter(({ to }) => to === address)
}

/** Waits for the next mail to an address; `after` mails have been read already. */
export const nextMail = async (data_dir: string, address: string, after = 0): Promise<ReceivedMail> => {
  for (let tries = 0; tries < 300; tries += 1) {
    const mail = (await mailsTo(data_dir, address))[after]
    if (mail) return mail
    await sleep(100)
  }
  throw new Error(`No mail came for ${address}`)
}
