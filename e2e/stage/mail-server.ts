import { setTimeout as sleep } from 'node:timers/promises'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface MailServer {
  /** What SMTP_URL says of it. */
  address: string
  /** Waits for the link to Portevoix in the next mail to this address. */
  nextLink(to: string): Promise<string>
  stop(): Promise<void>
}

/** A mail server on a free port, whose mails are read by those who wait for them. */
export const startMailServer = async (): Promise<MailServer> => {
  const received: { to: string; html: string }[] = []
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'],
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => { chunks.push(chunk) })
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join()
        PostalMime.parse(Buffer.concat(chunks)).then(({ html = '' }) => { received.push({ to, html }); callback() }, callback)
      })
    },
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const bound = server.server.address()
  return {
    address: `smtp://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`,
    async nextLink(to) {
      for (let tries = 0; tries < 300; tries += 1) {
        const place = received.findIndex((mail) => mail.to === to)
        if (place >= 0) return /href="([^"]*\/(?:sign-in|invitation)\/[\w-]+)"/.exec(received.splice(place, 1)[0]?.html ?? '')?.[1] ?? ''
        await sleep(100)
      }
      throw new Error(`No mail came for ${to}`)
    },
    stop: () => new Promise((resolve) => { server.close(resolve) }),
  }
}
