import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { catalogues } from './build/catalogues.ts'
import { compressed } from './build/compressed.ts'
import { contractOutline } from './build/contract-outline.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const server = process.env.PORTEVOIX_SERVER ?? 'http://localhost:3000'

/** While developing, the pages lie beneath the path that the server has: `PORTEVOIX_SERVER=http://localhost:3000/ambassadors`. */
const path = new URL(server).pathname.replace(/\/$/, '')

export default defineConfig(({ mode, command }) => ({
  root: here,
  base: command === 'serve' ? `${path}/` : '/',
  plugins: [
    catalogues(),
    contractOutline(fileURLToPath(new URL('../contract', import.meta.url)).replace(/\/$/, '')),
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      injectRegister: false,
      // The server serves one manifest an organisation; public/manifest.webmanifest is what it falls back on.
      manifest: false,
      injectManifest: {
        // The desk is fetched when first opened: a phone that only reads never downloads it.
        globPatterns: ['index.html', 'offline.html', 'icon.svg', 'begin.js', 'assets/**/*.{js,css,woff2}'],
        globIgnores: ['assets/desk/**'],
        rollupFormat: 'es',
      },
      devOptions: { enabled: false },
    }),
    mode === 'production' && compressed(),
  ],
  resolve: {
    alias: [
      // Messages are compiled while building (build/catalogues.ts): the browser only formats.
      { find: /^use-intl\/format-message$/, replacement: 'use-intl/format-message/format-only' },
    ],
  },
  // One build lies beneath any path: what scripts and styles name is found from where they are, and the server tells index.html its place.
  experimental: { renderBuiltUrl: (_file, { hostType }) => (hostType === 'html' ? undefined : { relative: true }) },
  // The server puts a fresh nonce in place of this word in every index.html that it sends.
  html: { cspNonce: mode === 'production' || mode === 'gallery' ? 'STYLE_NONCE' : undefined },
  build: {
    outDir: mode === 'gallery' ? 'dist/gallery' : 'dist/site',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome111', 'firefox115', 'safari16.4'],
    modulePreload: { polyfill: false },
    // An inlined image or font would need data: in more of the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // What almost every screen is made of travels in one piece rather than in a hundred; what only opens on demand stays out of it.
        codeSplitting: { groups: [{ name: 'core', minShareCount: 20, test: (id) => /\.(m?js|tsx?)$/.test(id) && !/floating-ui|remove-scroll|components\/(Popover|Menu|Combobox|Tooltip|Modal|ModalBase)\//.test(id) }] },
        chunkFileNames: (chunk) => (chunk.facadeModuleId?.includes('/desk') || chunk.facadeModuleId?.includes('/gallery/') ? 'assets/desk/[name]-[hash].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: Object.fromEntries(['/api', '/l', '/media', '/calendar', '/manifest.webmanifest'].map((served) => [`${path}${served}`, { target: new URL(server).origin }])) },
}))
