// @ts-check

/**
 * @typedef {{ seq: number, clientMsgId: string, sentAt: number }} HeardMessage
 * @typedef {{ seq: number, kind?: string, message?: any } & Record<string, any>} Entry a message, or a change (with `kind`)
 * @typedef {{ seqs: number[], messages: HeardMessage[], entries: Entry[] }} Heard
 * @typedef {{ bytes: Buffer, heard: Heard }} DistinctFrame
 * @typedef {{ position: number, lastSeq: number, count: number }} Reader what one connection has heard of the room
 */

/**
 * What a room's members have heard. All members get the same frames, so a frame is parsed for the first of them and
 * compared byte by byte for the others: every entry is checked on every connection, at the price of a memcmp.
 */
export class RoomLog {
  /** @type {DistinctFrame[]} */
  #frames = [];
  #frameStartingAt = new Map();
  #seqByKey = new Map();
  /** @type {Reader[]} */
  #readers = [];
  /** @type {string[]} */
  faults = [];

  /** Seqs that a connection did not hear although later ones came: faults, unless `mayHaveHoles`. @type {Set<number>} */
  holes = new Set();
  mayHaveHoles = false;
  /** Hears what each distinct frame holds. @type {(entries: Entry[]) => void} */
  onEntries = () => {};

  /** @param {{ isOrdered: boolean }} options whether the seqs that a connection hears have no hole */
  constructor({ isOrdered }) {
    this.isOrdered = isOrdered;
  }

  /** @returns {Reader} */
  addReader() {
    const reader = { position: 0, lastSeq: 0, count: 0 };
    this.#readers.push(reader);
    return reader;
  }

  /**
   * Takes one frame with entries of the room that a connection got.
   * @param {Reader} reader @param {Buffer} bytes @param {number} start @param {number} end
   * @returns {HeardMessage[]}
   */
  hear(reader, bytes, start, end) {
    const known = this.#frames[reader.position];
    const isKnown =
      known && known.bytes.length === end - start && known.bytes.compare(bytes, start, end) === 0;
    const heard = isKnown ? known.heard : this.#parse(bytes, start, end);
    if (!isKnown) this.#place(reader, bytes.subarray(start, end), heard);
    else reader.position += 1;
    this.#follow(reader, heard);
    return heard.messages;
  }

  /** How many messages each member should have heard by now, if the acks are to be believed. */
  get count() {
    return this.#seqByKey.size;
  }

  /** Whether every member has heard everything up to there. @param {number} seq */
  hasReachedSeq(seq) {
    return this.#readers.every(({ lastSeq }) => lastSeq >= seq);
  }

  /** Whether every member has heard the very same frames, so that what they hold is the same. */
  get isSameForAll() {
    return this.#readers.every(({ position }) => position === this.#frames.length);
  }

  /** Whether every member has heard `count` messages. @param {number} count */
  hasReachedAll(count) {
    return this.#readers.every((reader) => reader.count >= count);
  }

  /**
   * Holds what was heard against what was acknowledged: each message once, to everybody, under the seq of its ack.
   * @param {Map<string, number | undefined>} ackedSeqs by client message id
   * @returns {string[]} what is wrong
   */
  verify(ackedSeqs) {
    const faults = [...this.faults];
    for (const [key, seq] of ackedSeqs) {
      const heard = this.#seqByKey.get(key);
      if (heard === undefined) faults.push(`${key} was acknowledged and never delivered`);
      else if (seq !== undefined && heard !== seq)
        faults.push(`${key} was acknowledged as ${seq}, heard as ${heard}`);
    }
    if (this.#seqByKey.size !== ackedSeqs.size)
      faults.push(`${this.#seqByKey.size} messages were heard, ${ackedSeqs.size} acknowledged`);
    const wrong = this.#readers.filter((reader) => reader.count !== ackedSeqs.size);
    if (wrong.length > 0)
      faults.push(
        `${wrong.length} connections heard another number than ${ackedSeqs.size}, one ${wrong[0].count}`,
      );
    return faults.slice(0, 10);
  }

  /** @param {Buffer} bytes @param {number} start @param {number} end @returns {Heard} */
  #parse(bytes, start, end) {
    const [, payload] = JSON.parse(bytes.toString('utf8', start, end));
    const entries = payload.entries ?? payload.messages ?? [payload];
    const messages = entries
      .filter(({ kind }) => kind === undefined)
      .map(({ seq, clientMsgId }) => ({ seq, clientMsgId, sentAt: sentAtOf(clientMsgId) }));
    return { seqs: entries.map(({ seq }) => seq), messages, entries };
  }

  /** @param {Reader} reader @param {Buffer} bytes @param {Heard} heard */
  #place(reader, bytes, { entries, ...heard }) {
    if (reader.position < this.#frames.length) {
      // Cut into frames in another way than for the first reader: allowed as long as each seq follows the one before.
      if (!this.isOrdered) this.#fault('a connection got a frame the others did not get');
      const next = (heard.seqs.at(-1) ?? 0) + 1;
      reader.position = this.#frameStartingAt.get(next) ?? this.#frames.length;
      return;
    }
    this.#frames.push({ bytes: Buffer.from(bytes), heard: { entries: [], ...heard } });
    this.#frameStartingAt.set(heard.seqs[0], this.#frames.length - 1);
    reader.position = this.#frames.length;
    this.onEntries(entries);
    for (const { clientMsgId, seq } of heard.messages) {
      if (this.#seqByKey.has(clientMsgId)) this.#fault(`${clientMsgId} was delivered twice`);
      this.#seqByKey.set(clientMsgId, seq);
    }
  }

  /** @param {Reader} reader @param {Heard} heard */
  #follow(reader, { seqs, messages }) {
    reader.count += messages.length;
    if (!this.isOrdered) return;
    for (const seq of seqs) {
      if (this.mayHaveHoles && seq > reader.lastSeq)
        for (let hole = reader.lastSeq + 1; hole < seq; hole += 1) this.holes.add(hole);
      else if (seq !== reader.lastSeq + 1) this.#fault(`seq ${seq} came after ${reader.lastSeq}`);
      reader.lastSeq = seq;
    }
  }

  /** @param {string} text */
  #fault(text) {
    if (this.faults.length < 10) this.faults.push(text);
  }
}

/** @param {string} tag @param {number} sender @param {number} number @param {number} at milliseconds */
export function clientMsgIdOf(tag, sender, number, at) {
  return `${tag}-${sender.toString(36)}-${number.toString(36)}-${Math.round(at * 1000).toString(36)}`;
}

/** When the message with that key was sent, on the generator's clock. @param {string} clientMsgId */
function sentAtOf(clientMsgId) {
  return parseInt(clientMsgId.slice(clientMsgId.lastIndexOf('-') + 1), 36) / 1000;
}

/** Number of the member who sent the message with that key. @param {string} clientMsgId */
export function senderOf(clientMsgId) {
  return parseInt(clientMsgId.split('-', 2)[1] ?? '', 36);
}
