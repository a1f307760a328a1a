// Builds the workbench into build/app, for CMake's target `workbench`; and how its tests run.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = process.env.DUCHA_APP ?? resolve(root, 'build/app');
const SMALLEST_COMPRESSED = 1024;

/** Lays `x.js.gz` and `x.js.br` beside what is worth compressing; the server sends those. */
function compressed() {
  return {
    name: 'compressed',
    apply: 'build',
    closeBundle() {
      for (const name of readdirSync(out, { recursive: true })) {
        if (!/\.(?:js|css|html|svg|json)$/.test(name)) continue;
        const file = join(out, name);
        const content = readFileSync(file);
        if (content.length < SMALLEST_COMPRESSED) continue;
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
      }
    },
  };
}

export default defineConfig({
  root: resolve(root, 'web/shell'),
  base: '/app/',
  plugins: [vue(), compressed()],
  resolve: {
    alias: {
      '#shell': resolve(root, 'web/shell'),
      '#catalogue': resolve(root, 'web/catalogue'),
      '#api': resolve(root, 'build/workbench'),
    },
  },
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  cacheDir: resolve(root, 'build/workbench/cache'),
  build: {
    outDir: out,
    emptyOutDir: true,
    target: ['chrome87', 'safari14', 'firefox78'],
    assetsInlineLimit: 0, // the content security policy knows no data: but for pictures
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': process.env.DUCHA_SERVER ?? 'http://127.0.0.1:8480' } },
  test: {
    root,
    environment: 'happy-dom',
    include: ['web/shell/**/*_test.ts', 'domain/*/web/**/*_test.ts'],
  },
});
