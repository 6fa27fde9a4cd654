// @ts-check

const WORDS = 30_000;
const SIGNS = 3_000;
const FIRST_SIGN = 0x4e00;
const ENGLISH =
  'ba be bi bo bu ca ce co da de di do fa fe fi fo ga ge go ha he hi la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se si so ta te ti to va ve wa we'.split(
    ' ',
  );
const TURKISH = 'ba ça da ğı şe gü hı ka le mı nö öz pa rı sü şı ta tı ün ya yü za'.split(' ');
const SECONDS_BETWEEN = 30;

/** Texts like those of a chat: 55 % Latin, 25 % Turkish, 20 % without blanks; with addresses and ids. The same for a seed. */
export class Texts {
  #state;
  #english;
  #turkish;

  constructor(seed = 1) {
    this.#state = seed;
    this.#english = Array.from({ length: WORDS }, () => this.#word(ENGLISH));
    this.#turkish = Array.from({ length: WORDS }, () => this.#word(TURKISH));
  }

  /** @returns {{ text: string, kind: string }} */
  next() {
    const kind = this.#random();
    if (kind < 0.2)
      return { kind: 'wide', text: this.#times(8 + this.below(20), () => this.#sign()).join('') };
    if (kind < 0.45) return { kind: 'turkish', text: this.#sentence(this.#turkish) };
    const text = this.#sentence(this.#english);
    if (kind < 0.48)
      return { kind: 'url', text: `${text} https://${this.#of(this.#english)}.example/${this.#id()}` };
    if (kind < 0.49)
      return { kind: 'ip', text: `${text} ${this.#times(4, () => this.below(256)).join('.')}` };
    if (kind < 0.52) return { kind: 'dashes', text: `${text} ${this.#of(this.#english)}-${this.#id()}` };
    return { kind: 'english', text };
  }

  /** @param {number} limit @returns {number} a whole number below it */
  below(limit) {
    return Math.floor(this.#random() * limit);
  }

  #sentence(words) {
    return this.#times(4 + this.below(12), () => this.#of(words)).join(' ');
  }

  #word(syllables) {
    return this.#times(1 + this.below(4), () => syllables[this.below(syllables.length)]).join('');
  }

  /** A few are everywhere, most are rare: the rank is spread evenly over its logarithm. */
  #of(words) {
    return words[Math.floor(words.length ** this.#random()) - 1] ?? words[0];
  }

  #sign() {
    return String.fromCodePoint(FIRST_SIGN + Math.floor(SIGNS ** this.#random()));
  }

  #id() {
    return this.below(2 ** 31).toString(36);
  }

  #times(count, make) {
    return Array.from({ length: count }, make);
  }

  /** mulberry32 (public domain, Tommy Ettinger). */
  #random() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** Messages with ids and times in order: $1 ids, $2 rooms, $3 seqs, $4 senders, $5 texts, $6 the number of the first. */
export const TEXT_ROWS = `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
  SELECT w.id, w.room, w.seq, w.sender, 'text-' || w.seq, w.text, now() - interval '1 second' * ${SECONDS_BETWEEN} * ($6 - w.n)
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::text[]) WITH ORDINALITY AS w (id, room, seq, sender, text, n)`;

/** An id in the order of the numbers, as those of messages are. @param {number} n */
export function idInOrder(n) {
  const hex = n.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${(n * 7_919).toString(16).padStart(12, '0')}`;
}
