import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

/** What a page of ours may load: only what we serve. Nginx sends the same policy for the client it serves. */
const CLIENT_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'connect-src': ["'self'", 'ws:', 'wss:'],
  'font-src': ["'self'"],
  'manifest-src': ["'self'"],
  'worker-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** Swagger's page carries inline styles. */
const DOCS_POLICY = { ...CLIENT_POLICY, 'style-src': ["'self'", "'unsafe-inline'"] };

const PERMISSIONS_POLICY = 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()';

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const withPolicy = (directives: Record<string, string[]>): Middleware =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    // TLS ends in front of us, and plain http on a home network is a supported way to run ChatKet.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });

/** The security headers of every answer, errors included. */
export function securityHeaders(): Middleware {
  const forClient = withPolicy(CLIENT_POLICY);
  const forDocs = withPolicy(DOCS_POLICY);
  return (request, response, next) => {
    response.setHeader('Permissions-Policy', PERMISSIONS_POLICY);
    const path = request.url?.split('?')[0] ?? '';
    const isDocs = path === '/docs' || path.startsWith('/docs/');
    (isDocs ? forDocs : forClient)(request, response, next);
  };
}
