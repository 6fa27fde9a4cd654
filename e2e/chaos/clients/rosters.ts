import { applyDelta, fromSnapshot, type Roster } from '../../../client/src/store/roster';
import type { ServerNotice } from '../../../client/src/realtime/transport';

/** Who is shown as present, by room, kept by the rules of the web client's store. */
export class Rosters {
  private readonly byRoom = new Map<string, Roster>();

  /** @returns the room whose roster has to be asked for anew, if the notice does not follow what is known */
  private take(notice: ServerNotice): string | undefined {
    if (notice.event === 'room:roster') this.byRoom.set(notice.payload.roomId, fromSnapshot(notice.payload));
    if (notice.event !== 'room:roster:delta') return undefined;
    const { roomId } = notice.payload;
    const roster = applyDelta(this.byRoom.get(roomId), notice.payload);
    if (roster) this.byRoom.set(roomId, roster);
    return roster ? undefined : roomId;
  }

  /** The same. @returns besides, who is not shown as present any more by a change, and still as a member */
  follow(notice: ServerNotice): { unknown: string | undefined; away: string[] } {
    const room = notice.event === 'room:roster:delta' ? notice.payload.roomId : undefined;
    const before = room === undefined ? [] : (this.onlineIn(room) ?? []);
    const unknown = this.take(notice);
    const shown = room === undefined ? undefined : this.byRoom.get(room);
    return { unknown, away: before.filter((id) => shown?.users[id]?.status === 'offline') };
  }

  forget(room: string): void {
    this.byRoom.delete(room);
  }

  rooms(): Iterable<string> {
    return this.byRoom.keys();
  }

  onlineIn(room: string): string[] | undefined {
    const roster = this.byRoom.get(room);
    return (
      roster && Object.values(roster.users).flatMap(({ id, status }) => (status === 'online' ? [id] : []))
    );
  }
}
