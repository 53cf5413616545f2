import { pathToFileURL } from 'node:url'
import { minifyContractRouter } from '@orpc/contract'
import type * as contractModule from '@portevoix/contract'
import type { Plugin } from 'vite'

const name = 'virtual:contract'

/** The contract's methods and paths without its schemas: what the client needs to call, without zod in the browser. */
export const contractOutline = (contractFolder: string): Plugin => ({
  name: 'portevoix:contract-outline',
  resolveId: { filter: { id: /^virtual:contract$/ }, handler: () => `\0${name}` },
  load: {
    filter: { id: /^\0virtual:contract$/ },
    async handler() {
      const entry = pathToFileURL(`${contractFolder}/index.ts`)
      const module: unknown = await import(entry.href)
      if (typeof module !== 'object' || module === null || !('contract' in module)) throw new TypeError(`${entry.pathname} exports no contract`)
      const { contract } = module as typeof contractModule
      return `export default ${JSON.stringify(minifyContractRouter(contract))}`
    },
  },
  configureServer(server) {
    server.watcher.add(contractFolder)
    // Node keeps imported modules for the life of the process: only a restart reads a changed contract.
    server.watcher.on('change', (file) => {
      if (file.startsWith(contractFolder) && file.endsWith('.ts')) void server.restart()
    })
  },
})
