import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { emojiData } from './plugins/emoji-data.ts';
import { compileMessages } from './plugins/compile-messages.ts';
import { plainImport } from './plugins/plain-import.ts';
import { serviceWorker } from './plugins/service-worker.ts';
import { smallStart } from './plugins/small-start.ts';
import { startChunk } from './plugins/start-chunk.ts';

const api = process.env.API ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [
    plainImport(),
    compileMessages(),
    emojiData(),
    react(),
    tailwind(),
    smallStart(),
    serviceWorker(),
    // Both fronts serve the ready-made file, so nothing is compressed while somebody waits.
    compression({ algorithms: ['gzip', 'brotliCompress'], include: /\.(js|css|html|svg)$/, threshold: 512 }),
  ],
  resolve: {
    // React has had it for years; the stand-in for older ones would travel along.
    alias: {
      'use-sync-external-store/shim/index.js': fileURLToPath(
        new URL('plugins/react-store.ts', import.meta.url),
      ),
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/api': api,
      '/docs': api,
      '/health': api,
      '/hooks': api,
      '/socket.io': { target: api, ws: true },
    },
  },
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsDir: 'assets',
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: startChunk }] } } },
  },
});
