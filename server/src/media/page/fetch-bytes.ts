import { type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { pageProblem } from './page-address.js';
import { PAGE_LIMITS } from './page-job.js';

const AGENT = 'ChatKet-LinkPreview/1.0';
const REDIRECTS = [301, 302, 303, 307, 308];

/** A page or picture is not fetched. Its words name no address. */
export class NotFetched extends Error {}

export interface FetchTerms {
  accept: string;
  signal: AbortSignal;
  /** As `PageJob`. */
  allowed: readonly string[];
  /** How names are looked up, if not by the system. */
  lookup?: LookupFunction;
}

export interface Fetched {
  /** Where it was in the end. */
  url: string;
  contentType: string;
  /** Unpacked. Whoever has read enough destroys it. */
  bytes: Readable;
}

/**
 * Asks for what is at an address, over http or https, and follows at most three redirects. Each address is looked at as if
 * it were the first, and each connection is to an address that is public at that moment. Neither cookies nor where the link
 * was said go along.
 * @throws NotFetched, and whatever the network says
 */
export async function fetchBytes(address: string, terms: FetchTerms): Promise<Fetched> {
  let url = address;
  for (let redirects = 0; redirects <= PAGE_LIMITS.redirects; redirects += 1) {
    const problem = pageProblem(url, terms.allowed);
    if (problem !== undefined) throw new NotFetched(problem);
    const response = await ask(url, terms);
    const next = nextOf(response, url);
    if (next === undefined) return fetched(url, response, terms.signal);
    response.destroy();
    url = next;
  }
  throw new NotFetched('too many redirects');
}

/** All of it. @throws NotFetched where there is more than so many bytes */
export async function wholeOf({ bytes }: Fetched, max: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > max) throw new NotFetched('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function ask(address: string, { accept, signal, allowed, lookup }: FetchTerms): Promise<IncomingMessage> {
  const isSecure = address.startsWith('https:');
  const filter = {
    allowIPAddressList: allowed.map((host) => host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')),
  };
  const options: RequestOptions = {
    // Of its own for each: no connection is used again, so none is to where a name led before.
    agent: isSecure ? new RequestFilteringHttpsAgent(filter) : new RequestFilteringHttpAgent(filter),
    headers: {
      'user-agent': AGENT,
      accept,
      'accept-encoding': 'gzip, deflate, br',
      'accept-language': 'en;q=0.8, *;q=0.5',
    },
    signal,
    ...(lookup && { lookup }),
  };
  return new Promise((resolve, reject) => {
    const asking = (isSecure ? httpsRequest : httpRequest)(address, options, resolve);
    asking.on('error', reject);
    asking.end();
  });
}

function nextOf({ statusCode = 0, headers }: IncomingMessage, url: string): string | undefined {
  const { location } = headers;
  if (!REDIRECTS.includes(statusCode) || location === undefined) return undefined;
  if (!URL.canParse(location, url)) throw new NotFetched('a redirect to nowhere');
  return new URL(location, url).href;
}

function fetched(url: string, response: IncomingMessage, signal: AbortSignal): Fetched {
  if (response.statusCode !== 200) {
    response.destroy();
    throw new NotFetched(`answered ${String(response.statusCode)}`);
  }
  return { url, contentType: response.headers['content-type'] ?? '', bytes: unpacked(response, signal) };
}

function unpacked(response: IncomingMessage, signal: AbortSignal): Readable {
  const unpacker = unpackerOf(response.headers['content-encoding']);
  if (!unpacker) return response;
  // Whichever ends or fails first takes the other along.
  response.on('error', (error) => unpacker.destroy(error));
  unpacker.on('close', () => response.destroy());
  signal.addEventListener('abort', () => unpacker.destroy(new NotFetched('too slow')), { once: true });
  return response.pipe(unpacker);
}

function unpackerOf(encoding = 'identity') {
  switch (encoding.trim().toLowerCase()) {
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new NotFetched('packed in another way');
  }
}
