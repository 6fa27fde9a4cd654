import type { Message } from '@chatket/contract';
import type { DuplicateSender } from './clients/duplicate-sender';
import type { PlainClient } from './clients/plain-client';
import type { RealClient } from './clients/real-client';
import type { Random } from './random';

/** Of a hundred acts so many are edits, deletions and reactions; the others are messages. */
const EDITS = 0.05;
const DELETES = 0.02;
const REACTIONS = 0.3;
const PINS = 0.02;
const REPLIES = 0.15;
/** Part of the edits and deletions that are of a message which is still on its way out. */
const UNSENT = 0.3;
/** People do things to what is on the screen. */
const ON_SCREEN = 30;
const COPIES = 10;
/** Of ten messages and edits so many name somebody, and in which of ten parts a thread is written in. */
const NAMING = 2;
const NAMED = '@person-1';
const IN_THREAD = 5;
const EMOJIS = ['👍', '❤️', '🎉', '😂'] as const;

/** What somebody does who has turned to a room. */
export class Habits {
  constructor(private readonly random: Random) {}

  /** Writes, edits, deletes or reacts. */
  act(client: RealClient, room: string, padding: string): void {
    const { writer } = client;
    const what = this.random.next();
    const place = this.random.next();
    const isUnsent = this.random.chance(UNSENT);
    const reaction = this.reaction();
    const shown = client.copies.get(room)?.last(ON_SCREEN) ?? [];
    const mine = shown.filter(({ sender }) => sender.id === client.user);
    if (what < EDITS) {
      const target = pickAt(mine, place);
      if (isUnsent && writer.editUnsent(room)) return;
      if (target) return writer.edit(target, namedBy(place));
    } else if (what < EDITS + DELETES) {
      const target = pickAt(mine, place);
      if (isUnsent && writer.removeUnsent(room)) return;
      if (target) return writer.remove(target);
    } else if (what < EDITS + DELETES + REACTIONS) {
      const target = pickAt(shown, place);
      if (target) return writer.react(target, reaction);
    }
    // Most may not: then it is refused, and nothing comes of it.
    if (what < EDITS + DELETES + REACTIONS + PINS && what >= EDITS + DELETES + REACTIONS) {
      const target = pickAt(shown, place);
      if (target) return writer.pin(target, reaction.on);
    }
    const answered = what > 1 - REPLIES ? pickAt(shown, place) : undefined;
    const root = answered || part(place) !== IN_THREAD ? undefined : pickAt(shown.filter(canBeRoot), place);
    writer.say(room, { padding, answered, root, named: namedBy(place) });
  }

  /** Does something many times at once. */
  repeat(sender: DuplicateSender, room: string): void {
    const what = this.random.next();
    const reaction = this.reaction();
    if (what < 0.15) void sender.edit(room, COPIES);
    else if (what < 0.25) void sender.remove(room, COPIES);
    else if (what < 0.4) void sender.react(room, reaction, COPIES);
    else void sender.say(room, COPIES);
  }

  reactPlainly(client: PlainClient, room: string): void {
    const place = this.random.next();
    client.react(room, (ids) => pickAt(ids, place) ?? '', this.reaction());
  }

  private reaction() {
    return { emoji: this.random.pick(EMOJIS), on: this.random.chance(0.6) };
  }
}

/** Of what was drawn already, so that other draws stay as they are: one of ten parts. */
const part = (place: number) => Math.floor(place * 1_000) % 10;
const namedBy = (place: number) => (part(place) < NAMING ? NAMED : '');
const canBeRoot = ({ threadId, deleted }: Message) => threadId === undefined && !deleted;

/** By a place in [0, 1), so that what is drawn does not depend on how many there are. */
function pickAt<T extends Message | string>(items: readonly T[], place: number): T | undefined {
  return items[Math.floor(place * items.length)];
}
