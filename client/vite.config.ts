import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

const api = process.env.API ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [
    react(),
    tailwind(),
    // Both fronts serve the ready-made file, so nothing is compressed while somebody waits.
    compression({ algorithms: ['gzip', 'brotliCompress'], include: /\.(js|css|html|svg)$/, threshold: 512 }),
  ],
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': api, '/docs': api, '/health': api, '/socket.io': { target: api, ws: true } },
  },
  build: { target: 'es2022', sourcemap: false, assetsDir: 'assets', modulePreload: { polyfill: false } },
});
