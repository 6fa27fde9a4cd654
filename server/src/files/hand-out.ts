import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/**
 * Hands out bytes as the rest of an answer, and lets go of them. Who goes away before their end has had enough: that is no
 * failure, and nobody hears of it.
 * @throws what keeps the bytes from being read; the answer is broken off then
 */
export async function handOut(bytes: Readable, response: Response): Promise<void> {
  let fault: Error | undefined;
  // What ends them because the answer has ended comes behind that.
  bytes.once('error', (error) => {
    if (!response.destroyed) fault = error;
  });
  await pipeline(bytes, response).catch(() => undefined);
  if (fault) throw fault;
}
