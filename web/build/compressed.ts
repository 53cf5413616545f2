import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const squeezable = /\.(js|css|svg)$/
/** Bytes under which a compressed copy spares nobody anything. */
const worthwhile = 1_024

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

const writeBeside = async (path: string): Promise<void> => {
  const bytes = await readFile(path)
  if (bytes.length < worthwhile) return
  const [small, smaller] = await Promise.all([zip(bytes, { level: 9 }), brotli(bytes, { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })])
  await Promise.all([writeFile(`${path}.gz`, small), writeFile(`${path}.br`, smaller)])
}

/** Writes compressed copies beside the files: the server sends them as they are, once and for all, instead of squeezing at every visit. */
export const compressed = (): Plugin => {
  let folder = ''
  return {
    name: 'portevoix:compressed',
    apply: 'build',
    configResolved: ({ root, build }) => { folder = resolve(root, build.outDir) },
    closeBundle: {
      // after the service worker, which is written at the end too
      order: 'post',
      sequential: true,
      async handler() {
        const names = await readdir(folder, { recursive: true })
        const paths = names.filter((name) => squeezable.test(name) && !name.startsWith('.vite')).map((name) => join(folder, name))
        const files = await Promise.all(paths.map(async (path) => ((await stat(path)).isFile() ? [path] : [])))
        await Promise.all(files.flat().map(writeBeside))
      },
    },
  }
}
