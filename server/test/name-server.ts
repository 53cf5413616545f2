import { createSocket } from 'node:dgram'
import { decode, encode, type Packet } from 'dns-packet'

export interface NameServer {
  /** As DNS_SERVERS takes it. */
  address: string
  /** The TXT records of a name from now on; none: there is no such name. */
  set(name: string, ...texts: string[]): void
  /** Says nothing any more, or answers again. */
  hush(silent: boolean): void
  /** The names that were asked for, oldest first. */
  asked: readonly string[]
  stop(): Promise<void>
}

const noSuchName = 3

/** A name server on the loopback that speaks DNS (RFC 1035), with the TXT records that it is given and no others. */
export const startNameServer = async (): Promise<NameServer> => {
  const records = new Map<string, string[]>()
  const asked: string[] = []
  let silent = false
  const answer = ({ id = 0, questions = [] }: Packet): Buffer => {
    const [question] = questions
    const name = question?.name.toLowerCase() ?? ''
    asked.push(name)
    const texts = question?.type === 'TXT' ? records.get(name) ?? [] : []
    // a text of more than 255 octets goes in parts
    const parts = (text: string) => text.match(/.{1,255}/gs) ?? ['']
    return encode({
      type: 'response', id, questions, flags: 0x0400 | 0x0080 | (records.has(name) ? 0 : noSuchName),
      answers: texts.map((text) => ({ type: 'TXT', name, ttl: 60, data: parts(text) })),
    })
  }
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    if (!silent) socket.send(answer(decode(message)), from.port, from.address)
  })
  await new Promise<void>((resolve) => { socket.bind(0, '127.0.0.1', resolve) })
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    set(name, ...texts) {
      if (texts.length > 0) records.set(name, texts)
      else records.delete(name)
    },
    hush(quiet) { silent = quiet },
    stop: () => new Promise((resolve) => { socket.close(() => { resolve() }) }),
  }
}
