/** What somebody wants to be so about a message. */
export interface Wish {
  roomId: string;
  messageId: string;
}

/** So many wishes of one message are taken before it is the turn of the next. */
const SHARE = 64;

/**
 * Wishes that wait for a statement, by message. There are only so many places: when all are taken, whoever comes for a
 * quiet message or room gets one of the busiest, so that nobody's crowd shuts out the others.
 */
export class WaitingReactions<Item extends { wish: Wish }> {
  private readonly byMessage = new Map<string, Item[]>();
  private readonly countByRoom = new Map<string, number>();
  private count = 0;

  constructor(private readonly maxCount: number) {}

  get size(): number {
    return this.count;
  }

  get messageIds(): Iterable<string> {
    return this.byMessage.keys();
  }

  /** @returns who has to give way, if all places are taken: the latest of the busiest message, or the item itself */
  add(item: Item): Item | undefined {
    const outdone = this.count < this.maxCount ? undefined : this.takeBusiest(item);
    if (outdone === item) return item;
    const { messageId, roomId } = item.wish;
    const ofMessage = this.byMessage.get(messageId);
    if (ofMessage) ofMessage.push(item);
    else this.byMessage.set(messageId, [item]);
    this.counted(roomId, 1);
    return outdone;
  }

  /** Takes up to `max` of the messages that are ready, in turns. */
  take(max: number, isReady: (messageId: string) => boolean): Item[] {
    const taken: Item[] = [];
    for (const [messageId, ofMessage] of this.byMessage) {
      if (!isReady(messageId)) continue;
      if (taken.length === max) break;
      taken.push(...ofMessage.splice(0, Math.min(SHARE, max - taken.length)));
      this.byMessage.delete(messageId);
      // Behind the others, where this walk comes by again.
      if (ofMessage.length > 0) this.byMessage.set(messageId, ofMessage);
    }
    for (const { wish } of taken) this.counted(wish.roomId, -1);
    return taken;
  }

  private takeBusiest(newcomer: Item): Item {
    const { roomId: ownRoom, messageId: ownMessage } = newcomer.wish;
    const [busiest = ownRoom, most = 0] = highest(this.countByRoom);
    const isOwnRoom = most <= (this.countByRoom.get(ownRoom) ?? 0) + 1;
    const roomId = isOwnRoom ? ownRoom : busiest;
    const counts = new Map(
      [...this.byMessage]
        .filter(([, [first]]) => first?.wish.roomId === roomId)
        .map(([messageId, { length }]) => [messageId, length]),
    );
    const [messageId = ownMessage, length = 0] = highest(counts);
    if (isOwnRoom && length <= (counts.get(ownMessage) ?? 0) + 1) return newcomer;
    const ofMessage = this.byMessage.get(messageId);
    const latest = ofMessage?.pop();
    if (!latest) return newcomer;
    if (ofMessage?.length === 0) this.byMessage.delete(messageId);
    this.counted(latest.wish.roomId, -1);
    return latest;
  }

  private counted(roomId: string, change: 1 | -1): void {
    this.count += change;
    const count = (this.countByRoom.get(roomId) ?? 0) + change;
    if (count > 0) this.countByRoom.set(roomId, count);
    else this.countByRoom.delete(roomId);
  }
}

/** The entry with the greatest number. */
function highest(counts: ReadonlyMap<string, number>): [key?: string, count?: number] {
  let found: [string, number] | [] = [];
  for (const entry of counts) if (entry[1] > (found[1] ?? 0)) found = entry;
  return found;
}
