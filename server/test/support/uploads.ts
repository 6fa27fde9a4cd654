import { randomUUID } from 'node:crypto';
import { type Attachment, type FileMeasures, partRange, partsOf } from '@chatket/contract';
import request, { type Test } from 'supertest';
import type { Person } from './people.js';
import { callerWith } from './rest.js';

/** A picture of one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Uploads of somebody: the steps one by one, and all of them. */
export function uploadsOf(url: string, { token }: Pick<Person, 'token'>) {
  const caller = callerWith(url, token);
  const begin = (roomId: string, body: { id?: string; name?: string; size: number }): Test =>
    caller.post(`/api/rooms/${roomId}/uploads`, { id: randomUUID(), name: 'a.png', ...body });
  const put = (id: string, part: number, bytes: Buffer): Test =>
    request(url)
      .put(`/api/uploads/${id}/parts/${String(part)}`)
      .auth(token, { type: 'bearer' })
      .set('Content-Type', 'application/octet-stream')
      .send(bytes);
  const complete = (id: string, measures: FileMeasures = {}): Test =>
    caller.post(`/api/uploads/${id}/complete`, measures);
  return {
    begin,
    put,
    complete,
    state: (id: string): Test => caller.get(`/api/uploads/${id}`),
    cancel: (id: string): Test => caller.delete(`/api/uploads/${id}`),
    upload: async (
      roomId: string,
      bytes: Buffer,
      { name = 'a.png', ...measures }: FileMeasures & { name?: string } = {},
    ): Promise<Attachment> => {
      const id = randomUUID();
      await begin(roomId, { id, name, size: bytes.length }).expect(201);
      for (let part = 0; part < partsOf(bytes.length); part += 1) {
        const { start, end } = partRange(bytes.length, part);
        await put(id, part, bytes.subarray(start, end)).expect(204);
      }
      return (await complete(id, measures).expect(200)).body as Attachment;
    },
  };
}

/** The bytes of a file as somebody reads them. */
export function readingOf(url: string, { token }: Pick<Person, 'token'>) {
  return (id: string, query = ''): Test =>
    request(url)
      .get(`/api/files/${id}${query}`)
      .auth(token, { type: 'bearer' })
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          done(null, Buffer.concat(chunks));
        });
      });
}
