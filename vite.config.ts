import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, 'stage-display');
const pages = [
  'index',
  'stage',
  'console',
  'camera',
  'phone',
  'strap',
  'microphone',
  'latency',
  'calibrate',
  'rehearsal',
  'keepsake',
  'booth',
  'mine',
];
const inputs = pages
  .map((name) => resolve(root, `${name}.html`))
  .filter((file) => existsSync(file));

export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  clearScreen: false,
  logLevel: 'warn',
  build: {
    outDir: resolve(import.meta.dirname, 'dist/pages'),
    emptyOutDir: true,
    target: 'es2022',
    // Which files a page loads: strangers get those of `mine` and no other.
    manifest: true,
    chunkSizeWarningLimit: 2000,
    rollupOptions: { input: inputs },
  },
});
