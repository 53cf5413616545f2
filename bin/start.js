import { exitCode, forwardSignals, launch, noRuntime, runtime } from './runtime.js'

// What `npm start` runs: the server, started again when the system kills it (out of memory, kill -9, a crash of Node), and,
// once it has served, whatever it ends of: its database may be away for as long as it likes. Stopped when we are stopped.
// It hears of our own end through its channel, so that it never outlives us unseen, and tells us there that it serves.

const crashes = new Set(['SIGKILL', 'SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGTRAP'])
const mostTries = 5
const longestPause_ms = 1_000

if (runtime() === null) {
  process.stderr.write(`${noRuntime()}\n`)
  process.exit(1)
}

let stopping = false
let served = false
let failures = 0
let server

const start = () => {
  server = launch('server/main.ts', process.argv.slice(2), { supervised: true })
  server.on('error', (error) => {
    process.stderr.write(`Portevoix cannot be started: ${error.message}\n`)
    process.exit(1)
  })
  server.on('message', (message) => {
    if (message !== 'ready') return
    served = true
    failures = 0
  })
  server.on('exit', (code, signal) => {
    failures += 1
    const crashed = crashes.has(signal) || (served && signal === null && code !== 0)
    if (stopping || !crashed || (!served && failures >= mostTries)) process.exit(exitCode(code, signal))
    process.stderr.write(`Portevoix was ended by ${signal ?? `an error (code ${code})`}: starting it again.\n`)
    setTimeout(start, Math.min(200 * 2 ** (failures - 1), longestPause_ms))
  })
}

forwardSignals((signal) => {
  stopping = true
  if (server.exitCode !== null || server.signalCode !== null) process.exit(exitCode(null, signal)) // between two starts
  server.kill(signal)
})
start()

// npm passes on what it hears and ends; where only npm and its shell were told to end, we would stay behind unseen.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid === parent || stopping) return
    stopping = true
    server.kill('SIGTERM')
  }, 500).unref()
}
