/** A whole WebSocket frame as it travels, and its text when it has one. */
export interface Frame {
  bytes: Buffer;
  text: string;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const TEXT = 1;

const IS_UPGRADE = /^upgrade: *websocket\r?$/im;

/**
 * Cuts one direction of an upgraded connection into frames (RFC 6455, section 5.2, without extensions). What comes
 * before the first frame, the HTTP head, is one piece without text; a connection that is not upgraded passes as it is.
 */
export class FrameSplitter {
  private rest: Buffer = Buffer.alloc(0);
  private state: 'head' | 'frames' | 'bytes' = 'head';

  /** @returns what is complete now, in order */
  feed(chunk: Buffer): Frame[] {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const frames: Frame[] = [];
    for (let length = this.nextLength(); length !== undefined; length = this.nextLength()) {
      const bytes = this.rest.subarray(0, length);
      this.rest = this.rest.subarray(length);
      frames.push({ bytes, text: this.state === 'frames' ? textOf(bytes) : '' });
      if (this.state === 'head') this.state = IS_UPGRADE.test(bytes.toString('latin1')) ? 'frames' : 'bytes';
    }
    return frames;
  }

  private nextLength(): number | undefined {
    if (this.state === 'bytes') return this.rest.length || undefined;
    if (this.state === 'head') {
      const end = this.rest.indexOf(HEAD_END);
      return end === -1 ? undefined : end + HEAD_END.length;
    }
    const shape = shapeOf(this.rest);
    return shape && this.rest.length >= shape.total ? shape.total : undefined;
  }
}

function shapeOf(bytes: Buffer): { total: number; payloadAt: number; isMasked: boolean } | undefined {
  if (bytes.length < 2) return undefined;
  const isMasked = ((bytes[1] ?? 0) & 0x80) !== 0;
  const short = (bytes[1] ?? 0) & 0x7f;
  const extra = short === 127 ? 8 : short === 126 ? 2 : 0;
  if (bytes.length < 2 + extra) return undefined;
  const length = extra === 8 ? Number(bytes.readBigUInt64BE(2)) : extra === 2 ? bytes.readUInt16BE(2) : short;
  const payloadAt = 2 + extra + (isMasked ? 4 : 0);
  return { total: payloadAt + length, payloadAt, isMasked };
}

function textOf(bytes: Buffer): string {
  const shape = shapeOf(bytes);
  if (!shape || ((bytes[0] ?? 0) & 0x0f) !== TEXT) return '';
  const payload = Buffer.from(bytes.subarray(shape.payloadAt));
  if (shape.isMasked) {
    const mask = bytes.subarray(shape.payloadAt - 4, shape.payloadAt);
    for (let place = 0; place < payload.length; place += 1)
      payload[place] = (payload[place] ?? 0) ^ (mask[place % 4] ?? 0);
  }
  return payload.toString('utf8');
}
