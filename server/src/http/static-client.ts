import type { RequestHandler } from 'express';
import sirv from 'sirv';

/**
 * Serves the built web client from `dir`: pre-compressed where the browser takes it, hashed assets for ever, and
 * `index.html` for every address that is a place inside the client.
 */
export function staticClient(dir: string): RequestHandler {
  const serve = sirv(dir, {
    single: true,
    brotli: true,
    gzip: true,
    etag: true,
    ignores: [/^\/api(\/|$)/, /^\/docs/, /^\/socket\.io(\/|$)/, /^\/health$/, /^\/assets\//],
    setHeaders: (response, path) => {
      const isHashed = path.startsWith('/assets/');
      response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') serve(request, response, next);
    else next();
  };
}
