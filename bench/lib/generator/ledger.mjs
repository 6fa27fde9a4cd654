// @ts-check
import { isDeepStrictEqual } from 'node:util';

/** @typedef {import('./room-log.mjs').Entry} Entry */
/**
 * @typedef {object} Target a message as its changes were acknowledged
 * @property {string} id
 * @property {number} author number of its sender among the members
 * @property {number} rev seq of its last text
 * @property {string} [text] missing while it is the first one
 * @property {boolean} isTaken its author is changing it
 * @property {boolean} isGone its deletion has been asked for
 * @property {boolean} isDeleted and acknowledged
 * @property {Map<string, Map<string, boolean | undefined>>} reactions by emoji, by person: whether it is set; undefined while that is on its way
 */

/** What was acknowledged, and what a member who heard everything holds. In the end both must be the same. */
export class Ledger {
  /** @type {Target[]} */
  targets = [];
  /** Messages as they are held. @type {Map<string, any>} */
  held = new Map();
  /** Changes heard, by what they are. @type {Record<string, number>} */
  heard = { edited: 0, deleted: 0, reacted: 0 };
  /** How close the two closest broadcasts of reactions to one message were, in milliseconds. */
  closestMs = Infinity;
  #reactedAt = new Map();
  /** @type {Map<number, string>} target by the seq of an acknowledged change */
  #changes = new Map();
  /** @type {Map<string, number>} seq of the last change heard, by target */
  #lastChange = new Map();

  /** @param {Entry[]} entries */
  hear(entries) {
    for (const entry of entries) {
      const message = entry.kind === undefined ? entry : entry.message;
      const known = this.held.get(message.messageId);
      if (!known || revOf(message) >= revOf(known)) this.held.set(message.messageId, message);
      if (entry.kind !== undefined) this.#noteChange(entry);
    }
  }

  /** @param {string} id @param {number} seq @param {number} author */
  add(id, seq, author) {
    const state = { isTaken: false, isGone: false, isDeleted: false, reactions: new Map() };
    this.targets.push({ id, author, rev: seq, ...state });
  }

  /** @param {Target} target @param {number} [seq] of the change that was acknowledged, if it was one */
  changed({ id }, seq) {
    if (seq !== undefined) this.#changes.set(seq, id);
  }

  /**
   * Holds the members' state against what was acknowledged and against pages that were read afresh.
   * @param {any[]} pages all messages @param {Set<number>} holes seqs that nobody was told of
   * @returns {string[]} what is wrong
   */
  verify(pages, holes) {
    const faults = this.targets.flatMap((target) => this.#faultsOf(target));
    for (const hole of holes) {
      const target = this.#changes.get(hole);
      // Only a change that a later one of the same message has made up for may be left out.
      if (target === undefined || (this.#lastChange.get(target) ?? 0) < hole)
        faults.push(`nobody was told of seq ${hole}`);
    }
    if (pages.length !== this.held.size)
      faults.push(`${this.held.size} messages are held, ${pages.length} are on fresh pages`);
    for (const fresh of pages)
      if (!isDeepStrictEqual(shared(fresh), this.held.get(fresh.messageId)))
        faults.push(`a fresh page differs: ${JSON.stringify(fresh)}, held is ${heldAs(this.held, fresh)}`);
    return faults;
  }

  /** @returns {number} how many reactions must be stored */
  get reactionCount() {
    return this.targets.reduce((sum, target) => sum + (target.isDeleted ? 0 : countOf(target)), 0);
  }

  /** @param {Target} target @returns {string[]} */
  #faultsOf(target) {
    const held = this.held.get(target.id);
    if (!held) return [`${target.id} is not held`];
    if (target.isDeleted)
      return held.deleted && held.text === '' && !held.reactions ? [] : [`${target.id} was not deleted`];
    const faults = [];
    if (held.deleted) faults.push(`${target.id} was deleted by nobody`);
    if (target.text !== undefined && held.text !== target.text)
      faults.push(`${target.id} says ${held.text} and not ${target.text}`);
    if (held.seq !== target.rev && target.text === undefined) faults.push(`${target.id} has seq ${held.seq}`);
    for (const [emoji, people] of target.reactions) {
      const on = [...people].filter(([, isOn]) => isOn).map(([person]) => person);
      const { count = 0, users = [] } = held.reactions?.find((reaction) => reaction.emoji === emoji) ?? {};
      if (count !== on.length || !users.every(({ id }) => on.includes(id)))
        faults.push(`${target.id} has ${emoji} of ${count} people, acknowledged were ${on.length}`);
    }
    return faults;
  }

  /** @param {Entry} change */
  #noteChange({ seq, what, at, message: { messageId } }) {
    this.heard[what] += 1;
    this.#lastChange.set(messageId, seq);
    if (what !== 'reacted') return;
    const time = Date.parse(at);
    this.closestMs = Math.min(this.closestMs, time - (this.#reactedAt.get(messageId) ?? -Infinity));
    this.#reactedAt.set(messageId, time);
  }
}

const revOf = ({ rev, seq }) => rev ?? seq;

/** @param {Target} target */
function countOf({ reactions }) {
  return [...reactions.values()].flatMap((people) => [...people.values()]).filter(Boolean).length;
}

/** A message without what is told to one person only. */
function shared({ reactions, ...message }) {
  return reactions ? { ...message, reactions: reactions.map(({ mine: _, ...rest }) => rest) } : message;
}

/** @param {Map<string, any>} held @param {{ messageId: string }} message */
const heldAs = (held, { messageId }) => JSON.stringify(held.get(messageId));
