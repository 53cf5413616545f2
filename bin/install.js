import { spawn } from 'node:child_process'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isMain, root, runtime } from './runtime.js'

const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null
  } catch {
    return null
  }
}

const allows = (field, name) => {
  const names = field === undefined ? [] : [field].flat()
  if (names.includes(`!${name}`)) return false
  return names.includes(name) || names.every((each) => each.startsWith('!'))
}

/** Optional packages come only for the system they are made for. */
const isExpected = ({ optional, devOptional, peer, os, cpu, libc }) => {
  if (!optional && !devOptional && !peer) return true
  return optional === true && os !== undefined && libc === undefined && allows(os, process.platform) && allows(cpu, process.arch)
}

/**
 * Whether node_modules holds what package-lock.json says, by the account that npm leaves there when, and only when,
 * an installation has come to its end.
 */
export const isInstalled = (folder = root) => {
  const wanted = packagesOf(join(folder, 'package-lock.json'))
  const found = packagesOf(join(folder, 'node_modules/.package-lock.json'))
  if (!wanted || !found) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const got = found[path]
    if (got === undefined) return !isExpected(entry)
    return got.version === entry.version && got.integrity === entry.integrity
  })
}

/** npm itself: the one that runs us, else the system's. */
const npm = (args) => {
  const running = process.env.npm_execpath
  if (running && /^npm-cli\.c?js$/.test(basename(running)) && existsSync(running)) return [process.execPath, [running, ...args], {}]
  return process.platform === 'win32' ? ['npm', args, { shell: true }] : ['npm', args, {}]
}

const run = (command, args, options) => new Promise((resolve) => {
  let said = ''
  const child = spawn(command, args, { ...options, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said += chunk })
  child.on('error', (error) => { resolve({ code: 1, said: `${said}${error.message}\n` }) })
  child.on('close', (code) => { resolve({ code: code ?? 1, said }) })
})

/** Installs the packages that are missing or of another version; gives whether all is there. */
export const install = async () => {
  if (isInstalled() && runtime() !== null) return true
  const folder = lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })
  if (folder?.isSymbolicLink()) {
    process.stderr.write('node_modules is a link to another folder, which an installation would empty: remove the link, then start again.\n')
    return false
  }
  const first = folder === undefined
  process.stderr.write(first ? 'Installing packages, a minute or so the first time…\n' : 'Installing packages that have changed…\n')
  // Windows cannot remove the node_modules that our own node.exe may be running from, which npm ci does.
  const command = process.platform === 'win32' && !first ? ['install', '--no-save'] : ['ci']
  const { code, said } = await run(...npm([...command, '--include=dev', '--include=optional', '--no-progress']))
  if (code === 0) return true
  process.stderr.write(`${said}The packages could not be installed: check that this machine reaches the npm registry, then run npm ci.\n`)
  return false
}

if (isMain(import.meta.url) && !(await install())) process.exit(1)
