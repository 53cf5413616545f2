import { hash } from 'node:crypto'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#kit/free-port'
import { makePrivate, type Home } from '#kit/postgres/home'
import { ownerOf } from '#kit/postgres/user'

/** Where PostgreSQL is listened to: `host` is the folder of its socket, or an address where there are no such sockets. */
export interface Endpoint {
  host: string
  port: number
  server_options: readonly string[]
  /** Takes away what a killed server has left. */
  clean(): void
  remove(): void
}

const port = 5432 // only a part of the socket's name
const longestSocket = 100 // bytes; the systems' own limits are 104 to 108

const isOurs = (folder: string, uid: number | undefined): boolean => {
  const status = lstatSync(folder, { throwIfNoEntry: false })
  return status !== undefined && status.isDirectory() && (status.mode & 0o077) === 0 && status.uid === uid
}

/** Whether the folder is there now, or was made, and is its user's alone: anybody may write beside it. */
const take = (folder: string, uid: number | undefined): boolean => {
  try {
    mkdirSync(folder, { mode: 0o700 })
    return true
  } catch {
    return isOurs(folder, uid)
  }
}

/**
 * A deep data folder: the socket goes to a short one under the system's, found through a link. Its name is always the same,
 * so that processes which joined this database find it again after a restart.
 */
const shortFolder = (link: string, { user, folder }: Home): string => {
  const uid = user?.uid ?? ownerOf(folder).uid
  const status = lstatSync(link, { throwIfNoEntry: false })
  const known = status?.isSymbolicLink() ? readlinkSync(link) : null
  if (known !== null && isOurs(known, uid)) return known
  rmSync(link, { recursive: true, force: true })
  const name = join(Buffer.byteLength(tmpdir()) < 60 ? tmpdir() : '/tmp', 'portevoix-')
  const usual = `${name}${hash('sha256', folder).slice(0, 12)}`
  const short = take(usual, uid) ? usual : mkdtempSync(name)
  symlinkSync(short, link)
  return short
}

const socketEndpoint = (home: Home): Endpoint => {
  const own = join(home.folder, 'socket')
  const short = Buffer.byteLength(join(own, `.s.PGSQL.${port}`)) > longestSocket
  const host = short ? shortFolder(own, home) : own
  if (!short && lstatSync(own, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(own) // the folder was moved from a deeper place
  makePrivate(host, home.user)
  return {
    host,
    port,
    server_options: ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${host}`, '-c', 'unix_socket_permissions=0700', '-p', String(port)],
    clean: () => { for (const name of readdirSync(host)) rmSync(join(host, name), { force: true }) },
    remove: () => {
      if (!short) return
      rmSync(own, { force: true })
      rmSync(host, { recursive: true, force: true })
    },
  }
}

const loopbackEndpoint = async (): Promise<Endpoint> => {
  const free = await freePort()
  return { host: '127.0.0.1', port: free, server_options: ['-c', 'listen_addresses=127.0.0.1', '-p', String(free)], clean: () => {}, remove: () => {} }
}

/** Prepares the way in: a socket in a folder of its own that only PostgreSQL's user may enter; on Windows, a loopback port. */
export const prepareEndpoint = async (home: Home): Promise<Endpoint> =>
  process.platform === 'win32' ? loopbackEndpoint() : socketEndpoint(home)

const realPath = (path: string): string | null => {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

/** Whether a server listens in the folder: one of another container of this machine is heard there too, whatever its number, even where it stands still. */
export const isListenedTo = ({ folder }: Home): Promise<boolean> => new Promise((resolve) => {
  const own = realPath(join(folder, 'socket'))
  if (own === null || process.platform === 'win32') return resolve(false)
  const socket = connect(join(own, `.s.PGSQL.${port}`))
  socket.once('connect', () => {
    socket.destroy()
    resolve(true)
  })
  // more have knocked than it lets wait
  socket.once('error', (error) => { resolve('code' in error && error.code === 'EAGAIN') })
})
