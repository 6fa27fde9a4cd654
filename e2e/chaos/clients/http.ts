import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { ANSWER_PATIENCE_MS, type Person } from '../world/people';

/** What is asked for with bytes, or answered with them. */
interface BytesCall {
  method?: string;
  bytes?: Buffer;
  /** Missing where the address itself says who may. */
  person?: Person;
}

export interface BytesAnswer {
  status: number;
  bytes: Buffer;
}

/** Brings bytes to an address, or fetches them. @returns rejects when nothing is answered in time */
export function exchangeBytes(
  url: string,
  { method = 'GET', bytes, person }: BytesCall,
): Promise<BytesAnswer> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(person && { authorization: `Bearer ${person.token.text}` }),
      ...(bytes && { 'content-type': 'application/octet-stream', 'content-length': bytes.length }),
    };
    const signal = AbortSignal.timeout(ANSWER_PATIENCE_MS);
    const asked = request(url, { method, headers, agent: false, signal }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes: Buffer.concat(chunks) }));
    });
    asked.on('error', reject);
    asked.end(bytes);
  });
}

/** What tells bytes from all others. */
export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
