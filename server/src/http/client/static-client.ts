import Negotiator from 'negotiator';
import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../../common/index.js';
import { readRange } from './byte-range.js';
import { type ClientFile, type Encoding, readClient, type Representation } from './client-snapshot.js';

const FOREVER = 'public, max-age=31536000, immutable';
const NEEDS_THE_ROOT =
  'ChatKet has to be at the root of a host name of its own; a proxy has it below a path (docs/reverse-proxy.md).';
/** Addresses of the server: what is not there is not a place inside the client. */
const NO_PLACES = /^\/(api(\/|$)|docs|socket\.io(\/|$)|health$|assets\/)/;
/** A name with an ending is that of a file. */
const FILE = /\.\w+$/;

/**
 * Serves the web client that is in `dir` now: pre-compressed where the browser takes it, hashed assets for ever, and
 * `index.html` for every address that is a place inside the client.
 * @throws ConfigError when there is no client in `dir`
 */
export function staticClient(dir: string): RequestHandler {
  const files = readClient(dir);
  const page = files.get('/index.html');
  return (request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const path = decoded(request.path);
    const file = files.get(path) ?? (isPlace(path) ? page : undefined);
    if (!isRead || !file) next();
    else if (file === page && isBelowAPath(request)) next(new AppError('NOT_FOUND', NEEDS_THE_ROOT));
    else
      send(file, request, response.set('Cache-Control', path.startsWith('/assets/') ? FOREVER : 'no-cache'));
  };
}

/** A proxy says that it has taken a prefix from the path. What the page then asks for at the root would not reach us. */
function isBelowAPath(request: Request): boolean {
  return /^\/+[^/]/.test(request.get('X-Forwarded-Prefix') ?? '');
}

function isPlace(path: string): boolean {
  return !NO_PLACES.test(path) && !FILE.test(path);
}

/** Addresses that cannot be decoded are those of no file. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function send(file: ClientFile, request: Request, response: Response): void {
  const range = request.method === 'GET' ? request.headers.range : undefined;
  // A part of something packed is of no use to whoever has no other part of the same.
  const encoding = range === undefined ? encodingFor(file, request) : undefined;
  const chosen = (encoding && file.packed.get(encoding)) ?? file.plain;
  response.type(file.extension).set({
    ETag: chosen.etag,
    'Last-Modified': file.lastModified.toUTCString(),
    'Accept-Ranges': 'bytes',
    ...(file.packed.size > 0 && { Vary: 'Accept-Encoding' }),
    ...(encoding && { 'Content-Encoding': encoding }),
  });
  if (request.fresh) sendNothingNew(response);
  else if (range !== undefined && isOfThis(request, chosen)) sendPart(chosen, range, response);
  else sendBytes(response, chosen.body);
}

/** The best of what the client takes and we have; nothing means the file as it is. */
function encodingFor({ packed }: ClientFile, request: Request): Encoding | undefined {
  const preferred = [...packed.keys()];
  const best = new Negotiator(request).encoding([...preferred, 'identity'], { preferred });
  return preferred.find((encoding) => encoding === best);
}

/** Whether the parts a client has are of the same bytes (`If-Range`); a date is not sure enough. */
function isOfThis({ headers }: Request, { etag }: Representation): boolean {
  return headers['if-range'] === undefined || headers['if-range'] === etag;
}

/** With everything about the file that a cache needs anew (RFC 9110, section 15.4.5). */
function sendNothingNew(response: Response): void {
  response.removeHeader('Content-Type');
  response.removeHeader('Content-Encoding');
  response.status(304).end();
}

function sendPart({ body }: Representation, header: string, response: Response): void {
  const range = readRange(header, body.length);
  if (range === undefined) {
    sendBytes(response, body);
  } else if (range === 'unsatisfiable') {
    for (const name of ['Content-Type', 'ETag', 'Last-Modified']) response.removeHeader(name);
    response.set({ 'Content-Range': `bytes */${String(body.length)}`, 'Cache-Control': 'no-store' });
    sendBytes(response.status(416), Buffer.alloc(0));
  } else {
    const { start, end } = range;
    response.set('Content-Range', `bytes ${String(start)}-${String(end - 1)}/${String(body.length)}`);
    sendBytes(response.status(206), body.subarray(start, end));
  }
}

function sendBytes(response: Response, body: Buffer): void {
  response.set('Content-Length', String(body.length));
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
