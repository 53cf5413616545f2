import { pino, type Logger } from 'pino'

/** One JSON line an event, without secrets and without personal data: callers log ids and reasons, never names, addresses or agents. */
export const createLog = (level: string): Logger =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['*.password', '*.token', '*.authorization', '*.cookie', '*.email', '*.ip'], remove: true },
  })
