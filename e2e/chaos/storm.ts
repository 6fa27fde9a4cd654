import type { DuplicateSender } from './clients/duplicate-sender';
import { pause } from './pause';

interface Options {
  /** Who does it; nobody in the smallest runs. */
  sender: () => DuplicateSender | undefined;
  room: () => string;
  isRunning: () => boolean;
  /** How long whoever is refused waits. */
  tickMs: number;
}

export const LONG_TEXT = '🙂'.repeat(450);
const FLOOD_AT_ONCE = 50;
const COPIES = 10;

/** One person who does very much at once, in one room, as a fault wants it. */
export class Storm {
  constructor(private readonly options: Options) {}

  /** Sends so many messages ten times each and resolves when all have an answer. */
  repeat(count: number): Promise<void> {
    return this.untilDone({ count, atOnce: count }, (sender) => sender.say(this.options.room(), COPIES));
  }

  /** Says something, edits, reacts and deletes, each ten times at once, until so many messages are deleted. */
  change(count: number): Promise<void> {
    const id = this.options.room();
    return this.untilDone({ count, atOnce: 1 }, async (sender) => {
      if (!(await sender.say(id, COPIES))) return false;
      await sender.edit(id, COPIES);
      await sender.react(id, { emoji: '🎉', on: true }, COPIES);
      return sender.remove(id, COPIES);
    });
  }

  /** Fills the busiest room with so many long messages, as fast as they are taken. */
  flood(count: number, isEnough = () => false): Promise<void> {
    const atOnce = FLOOD_AT_ONCE;
    return this.untilDone({ count, atOnce, isEnough }, (sender) =>
      sender.say(this.options.room(), 1, LONG_TEXT),
    );
  }

  /** Who has been put out of the room is refused, comes back and goes on. */
  private async untilDone(
    { count, atOnce, isEnough = () => false }: { count: number; atOnce: number; isEnough?: () => boolean },
    act: (sender: DuplicateSender) => Promise<boolean>,
  ): Promise<void> {
    const { isRunning, tickMs } = this.options;
    const sender = this.options.sender();
    if (!sender) return;
    for (let done = 0; done < count && isRunning() && !isEnough();) {
      const acts = await Promise.all(Array.from({ length: atOnce }, () => act(sender)));
      const successes = acts.filter((isDone) => isDone).length;
      done += successes;
      if (successes === 0) await pause(tickMs);
    }
  }
}
