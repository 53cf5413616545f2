import { Server, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Loaded into a server before its own code, has each question of the screens wait for a chance part of `LATE` milliseconds:
 * what a journey takes for done because it usually is by then, comes to light.
 */
const longest_ms = Number(process.env['LATE'])
const isAsked = (question: unknown): question is IncomingMessage => typeof question === 'object' && question !== null && 'url' in question && String(question.url).includes('/api/v1/')

const emit = Reflect.get(Server.prototype, 'emit')
Server.prototype.emit = function late(event: string | symbol, ...given: unknown[]): boolean {
  if (event !== 'request' || !isAsked(given[0])) return emit.call(this, event, ...given)
  void sleep(Math.random() * longest_ms).then(() => emit.call(this, event, ...given))
  return true
}
