import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

const server = process.env.SCOUTLINE_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig(async ({ mode }): Promise<ViteUserConfig> => ({
  plugins: [vue(), ...(mode === 'mock' ? [(await import('./dev/mock.ts')).mockServer()] : [])],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    // Words are interpreted from a syntax tree, so no page ever needs eval.
    __INTLIFY_JIT_COMPILATION__: 'true',
    __INTLIFY_DROP_MESSAGE_COMPILER__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  html: { cspNonce: '__NONCE__' },
  build: {
    // What light-dark() and <dialog>-era browsers need; older ones are not served.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: mode === 'mock' ? {} : { '/api': { target: server, ws: true } },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    restoreMocks: true,
  },
}))
