import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

/** What a page of ours may load: only what we serve. Nginx sends the same policy for the client it serves. */
const CLIENT_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'media-src': ["'self'", 'blob:'],
  'connect-src': ["'self'", 'ws:', 'wss:'],
  'font-src': ["'self'"],
  'manifest-src': ["'self'"],
  'worker-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** Origins of others that pages of ours may bring files to, and show files from. */
export interface FileOrigins {
  uploads: string | undefined;
  reads: string | undefined;
}

const PERMISSIONS_POLICY =
  'camera=(), geolocation=(), microphone=(self), payment=(), usb=(), browsing-topics=()';

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
type Headers = readonly (readonly [name: string, value: string])[];

/** What helmet says under a policy: asked once, because it is the same for every request. */
function headersUnder(directives: Record<string, string[]>): Headers {
  const headers: [string, string][] = [['Permissions-Policy', PERMISSIONS_POLICY]];
  const recorder = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => undefined,
  };
  const middleware = helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    // TLS ends in front of us, and plain http on a home network is a supported way to run ChatKet.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  middleware({} as IncomingMessage, recorder as unknown as ServerResponse, (error) => {
    if (error !== undefined) throw error as Error;
  });
  return headers;
}

function policyWith({ uploads, reads }: FileOrigins): Record<string, string[]> {
  const also = (name: 'img-src' | 'media-src' | 'connect-src', origin?: string) => ({
    [name]: [...CLIENT_POLICY[name], ...(origin === undefined ? [] : [origin])],
  });
  return {
    ...CLIENT_POLICY,
    ...also('img-src', reads),
    ...also('media-src', reads),
    ...also('connect-src', uploads),
  };
}

/** The security headers of every answer, errors included. */
export function securityHeaders(origins: FileOrigins): Middleware {
  const policy = policyWith(origins);
  const forClient = headersUnder(policy);
  // Swagger's page carries inline styles.
  const forDocs = headersUnder({ ...policy, 'style-src': ["'self'", "'unsafe-inline'"] });
  return (request, response, next) => {
    const path = request.url?.split('?')[0] ?? '';
    const isDocs = path === '/docs' || path.startsWith('/docs/');
    for (const [name, value] of isDocs ? forDocs : forClient) response.setHeader(name, value);
    next();
  };
}
