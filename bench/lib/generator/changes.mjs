// @ts-check

/** @typedef {import('./sending.mjs').Sending} Sending */
/** @typedef {import('./ledger.mjs').Ledger} Ledger */
/** @typedef {import('./ledger.mjs').Target} Target */

const EMOJIS = ['👍', '❤️', '😂', '🎉', '👀'];
const TRIES = 20;

/** Edits, deletions and reactions of the members of one room, each noted in a ledger when it is acknowledged. */
export class Changes {
  inFlight = 0;
  /** Acknowledged while it was measured. @type {Record<string, number>} */
  acked = { edit: 0, delete: 0, react: 0 };
  /** The newest so many messages may be changed. */
  reach = Infinity;
  #number = 0;

  /** @param {Sending} sending @param {Ledger} ledger */
  constructor(sending, ledger) {
    this.sending = sending;
    this.ledger = ledger;
  }

  /** Each returns whether there was something to do; `onAck` is called when it is done. @param {() => void} onAck */
  edit(onAck) {
    const target = this.#pick(({ isTaken, isGone }) => !isTaken && !isGone);
    if (!target) return false;
    const text = `The quick brown fox says it better this time, for the ${(this.#number += 1)}th.`;
    target.isTaken = true;
    const payload = { messageId: target.id, text, rev: target.rev };
    this.#ask('edit', target.author, payload, ({ seq }) => {
      Object.assign(target, { isTaken: false, rev: seq, text });
      this.ledger.changed(target, seq);
      onAck();
    });
    return true;
  }

  /** @param {() => void} onAck */
  delete(onAck) {
    const target = this.#pick(({ isTaken, isGone }) => !isTaken && !isGone);
    if (!target) return false;
    target.isGone = true;
    this.#ask('delete', target.author, { messageId: target.id }, ({ seq }) => {
      target.isDeleted = true;
      this.ledger.changed(target, seq);
      onAck();
    });
    return true;
  }

  /** @param {() => void} onAck */
  react(onAck) {
    const target = this.#pick(({ isGone }) => !isGone);
    if (!target) return false;
    const { members } = this.sending.crowd;
    const index = Math.floor(Math.random() * members.length);
    const emoji = EMOJIS[Math.floor(Math.random() * EMOJIS.length)];
    const people = target.reactions.get(emoji) ?? new Map();
    const who = members[index].person.id;
    if (people.has(who) && people.get(who) === undefined) return false;
    target.reactions.set(emoji, people);
    const on = !people.get(who);
    people.set(who, undefined);
    this.#ask('react', index, { messageId: target.id, emoji, on }, (answer) => {
      // Whether it came before the deletion does not matter: the deletion takes it along.
      people.set(who, answer.success ? on : !on);
      this.ledger.changed(target, answer.seq);
      onAck();
    });
    return true;
  }

  /** One of the newest, at random. @param {(target: Target) => boolean} isFit */
  #pick(isFit) {
    const { targets } = this.ledger;
    const reach = Math.min(this.reach, targets.length);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const target = targets[targets.length - 1 - Math.floor(Math.random() * reach)];
      if (target && isFit(target)) return target;
    }
    return undefined;
  }

  /** @param {'edit' | 'delete' | 'react'} what @param {number} index of the member @param {any} payload @param {(answer: any) => void} onAnswer */
  #ask(what, index, payload, onAnswer) {
    const { connection, person } = this.sending.crowd.members[index];
    const at = performance.now();
    this.inFlight += 1;
    const json = JSON.stringify({ roomId: person.rooms[0], ...payload });
    connection.ask(`message:${what}`, json, (bytes, start, end) => {
      this.inFlight -= 1;
      const { meter, faults } = this.sending;
      const [answer] = JSON.parse(bytes.toString('utf8', start, end));
      if (meter.isRunning) {
        meter.acked += 1;
        meter.acks.add(performance.now() - at);
        this.acked[what] += 1;
      }
      const isLate = what === 'react' && answer.code === 'MESSAGE_DELETED';
      if (!answer.success && !isLate && faults.length < 10)
        faults.push(`${what} was refused: ${JSON.stringify(answer)}`);
      onAnswer(answer);
    });
  }
}
