import { randomUUID } from 'node:crypto';
import { type Attachment, partRange, partsOf, type UploadState } from '@chatket/contract';
import type { MembershipChanges } from '../membership-changes';
import { pause } from '../pause';
import type { Person } from '../world/people';
import { type BytesAnswer, exchangeBytes, hashOf } from './http';

const RETRY_MS = 100;

interface Options {
  person: Person;
  /** Of the server. */
  url: () => string;
  changes: MembershipChanges;
}

/** A file that is whole, and what its bytes are known to be; of a picture they are made anew. */
export interface Uploaded {
  id: string;
  hash?: string;
}

/** Brings files to the server or its object store, as browsers do: whatever is cut asks how far it is and goes on. */
export class Uploader {
  constructor(private readonly options: Options) {}

  /** Goes on until it is there. @returns undefined where it is refused for good */
  async upload(room: string, bytes: Buffer, isPicture: boolean): Promise<Uploaded | undefined> {
    const id = await this.begin(room, bytes.length, isPicture ? 'a.png' : 'a.bin');
    if (id === undefined) return undefined;
    for (;;) {
      const state = await this.stateOf(id);
      if (!state) return undefined;
      await this.bring(state, bytes);
      const { status, body } = await this.ask<Attachment>(`/api/uploads/${id}/complete`, 'POST', {});
      if (status < 300) return { id: body.id, ...(!isPicture && { hash: hashOf(bytes) }) };
      // A part was lost on the way.
      if (status !== 409) return undefined;
    }
  }

  /** Brings the first part of a file and thinks better of it. */
  async giveUp(room: string, bytes: Buffer): Promise<void> {
    const id = await this.begin(room, bytes.length, 'never.bin');
    const state = id && (await this.stateOf(id));
    if (state) await this.bringPart(state, 0, bytes);
  }

  /** Fetches a file. Goes on until it is answered. */
  fetch(id: string): Promise<BytesAnswer> {
    return this.insist(`${this.options.url()}/api/files/${id}`, {});
  }

  /** Shows a picture of themselves from now on. @returns whether they do */
  async portray(bytes: Buffer): Promise<boolean> {
    const answer = await this.insist(`${this.options.url()}/api/me/picture`, { method: 'PUT', bytes });
    return answer.status < 300;
  }

  private async begin(room: string, size: number, name: string): Promise<string | undefined> {
    const id = randomUUID();
    const { status } = await this.ask(`/api/rooms/${room}/uploads`, 'POST', { id, name, size });
    return status < 300 ? id : undefined;
  }

  private async stateOf(id: string): Promise<UploadState | undefined> {
    const { status, body } = await this.ask<UploadState>(`/api/uploads/${id}`, 'GET');
    return status < 300 ? body : undefined;
  }

  private async bring(state: UploadState, bytes: Buffer): Promise<void> {
    if (state.file) return;
    for (let part = 0; part < partsOf(bytes.length, state.partBytes); part += 1)
      if (!state.stored.includes(part)) await this.bringPart(state, part, bytes);
  }

  /** Once: what has not arrived is asked for again. */
  private async bringPart(
    { id, partBytes, urls = {} }: UploadState,
    part: number,
    bytes: Buffer,
  ): Promise<void> {
    const { start, end } = partRange(bytes.length, part, partBytes);
    const elsewhere = urls[String(part)];
    const address = elsewhere ?? `${this.options.url()}/api/uploads/${id}/parts/${String(part)}`;
    const call = { method: 'PUT', bytes: bytes.subarray(start, end) };
    const { person } = this.options;
    const answer = await exchangeBytes(address, elsewhere ? call : { ...call, person }).catch(
      () => undefined,
    );
    if (!answer || answer.status >= 300) await pause(RETRY_MS);
  }

  private ask<T>(path: string, method: string, body?: object) {
    const { changes, person } = this.options;
    return changes.insist<T>(person, { path, method, ...(body && { body }) });
  }

  private async insist(url: string, call: { method?: string; bytes?: Buffer }): Promise<BytesAnswer> {
    for (;;) {
      const { person } = this.options;
      const answer = await exchangeBytes(url, { ...call, person }).catch(() => undefined);
      if (answer && answer.status < 500 && answer.status !== 429) return answer;
      await pause(RETRY_MS);
    }
  }
}
