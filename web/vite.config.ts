import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { markdown } from './markdown.config.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root: here,
  publicDir: 'public',
  plugins: [react(), markdown()],
  // The server writes a number of its own over this mark, for each page that it sends.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    manifest: true,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      // The client of the API can stream files where it runs under Node; those lines never run in a browser.
      external: [/^node:/],
      // The script of forms' pages stands by itself, under a name that never changes: those pages are written by the server.
      input: { index: here + 'index.html', form: here + 'forms/hosted/form.ts' },
      output: {
        entryFileNames: ({ name }) => (name === 'form' ? 'hosted/form.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { port: 4401, proxy: { '/api': 'http://127.0.0.1:4400' } },
});
