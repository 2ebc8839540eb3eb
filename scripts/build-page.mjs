// Builds the window alone into a folder of one's own, to look at it while others work on the rest:
// node scripts/build-page.mjs FOLDER, then FRAMEWRIGHT_PAGE=FOLDER node src/main/headless.ts
import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: node scripts/build-page.mjs FOLDER\n');
  process.exit(2);
}
await build({
  configFile: false,
  root: resolve(import.meta.dirname, '../src/renderer'),
  base: './',
  logLevel: 'warn',
  plugins: [react(), tailwindcss()],
  build: { outDir: resolve(folder), emptyOutDir: true, assetsInlineLimit: 0 },
});
