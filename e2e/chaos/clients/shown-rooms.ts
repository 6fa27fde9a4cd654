import type { Delivery, RoomPosition } from '../../../client/src/realtime/delivery';
import type { Realtime } from '../../../client/src/realtime/realtime';
import { type HistoryEvent, markOf } from '../history';
import { shortId } from '../message-state';
import { pause } from '../pause';
import { Copy, shownChange, shownLine } from './copy';

const PAGE = 100;
const RETRY_MS = 300;

/** The rooms that a device shows. They outlive a reload, as what the web client keeps on the device does. */
export class ShownRooms {
  readonly cursors = new Map<string, number>();
  readonly copies = new Map<string, Copy>();

  constructor(private readonly client: string) {}

  /** Where to go on in a room, which is shown from now on. */
  positionIn(roomId: string): RoomPosition {
    const cursor = this.cursors.get(roomId) ?? 0;
    this.cursors.set(roomId, cursor);
    const { epoch } = this.copyOf(roomId);
    return { roomId, cursor, ...(epoch !== undefined && { epoch }) };
  }

  positions(): RoomPosition[] {
    return [...this.cursors.keys()].map((room) => this.positionIn(room));
  }

  /** @returns what the history tells of it */
  deliver(delivery: Delivery): HistoryEvent {
    const { roomId: room, messages, changes, lines, cursor, isReset } = delivery;
    this.cursors.set(room, cursor);
    this.copyOf(room).deliver(delivery);
    return {
      k: 'deliver',
      client: this.client,
      room,
      list: messages.map(({ seq, messageId, text }) => [seq, shortId(messageId), markOf(text)] as const),
      ...(changes.length > 0 && { changes: changes.map(shownChange) }),
      ...(lines.length > 0 && { lines: lines.map((line) => shownLine(room, line)) }),
      cursor,
      ...(isReset && { reset: true }),
    };
  }

  /** Loads pages of the past where a reset has left too little of it, as long as the page is open. */
  async scrollBack(realtime: Realtime, isOpen: () => boolean): Promise<void> {
    await Promise.all([...this.copies].map(([room, copy]) => scrollBack(room, { copy, realtime, isOpen })));
  }

  private copyOf(room: string): Copy {
    const copy = this.copies.get(room) ?? new Copy();
    this.copies.set(room, copy);
    return copy;
  }
}

async function scrollBack(
  roomId: string,
  { copy, realtime, isOpen }: { copy: Copy; realtime: Realtime; isOpen: () => boolean },
): Promise<void> {
  for (let oldest = copy.oldest(); copy.isShort && oldest && isOpen(); oldest = copy.oldest()) {
    const page = await realtime.page({ roomId, before: oldest.messageId, limit: PAGE });
    // Whoever begins anew meanwhile drops what was asked for.
    if (copy.oldest()?.messageId !== oldest.messageId) return;
    if (page) copy.addPage(page.messages, page.nextCursor === undefined);
    else await pause(RETRY_MS);
  }
}
