import { Injectable } from '@nestjs/common';
import { ACTIONS, type ChangeRoomBody, type RoomChange } from '@chatket/contract';
import { Database, safeInteger } from '../../prisma/index.js';
import { NAME_FOLD, nameKey } from '../room-name.js';

/** An entry that a change has made in the room's log. */
export type SettingsEntry = Pick<RoomChange, 'what' | 'seq' | 'at'>;

export type Ending = 'archive' | 'unarchive' | 'delete' | 'restore';

type Refused = 'no_room' | 'not_member' | 'forbidden' | 'archived' | 'fixed' | 'deleting' | 'by_server';
/** What became of a change: the outcomes of the SQL functions `room_configure` and `room_end`. */
export type SettingsOutcome = { kind: 'done'; entries: SettingsEntry[] } | { kind: Refused };

interface OutcomeRow {
  outcome: 'changed' | 'unchanged' | Refused;
  what: SettingsEntry['what'];
  seq: string;
  at: Date;
}

/** What is left out stays; `picture` is the key of its bytes. */
export type RoomChanges = ChangeRoomBody & { picture?: string | null };

/** Changes what holds in a room; rights are looked at under the lock that sending takes. */
@Injectable()
export class SettingsRepository {
  constructor(private readonly database: Database) {}

  async configure(roomId: string, actorId: string, changes: RoomChanges): Promise<SettingsOutcome> {
    const { name = '' } = changes;
    return this.change('room-configure', 'SELECT * FROM room_configure($1, $2, $3, $4, $5, $6, $7)', [
      roomId,
      actorId,
      JSON.stringify(changes),
      nameKey(name),
      NAME_FOLD,
      ACTIONS.describe.role,
      ACTIONS.configure.role,
    ]);
  }

  /** @param deletesAt for 'delete', by the clock that says `now` */
  async end(
    { roomId, actorId }: { roomId: string; actorId: string },
    ending: Ending,
    { deletesAt, now }: { deletesAt: Date; now: Date },
  ): Promise<SettingsOutcome> {
    return this.change('room-end', 'SELECT outcome, what, seq, at FROM room_end($1, $2, $3, $4, $5, $6)', [
      roomId,
      actorId,
      ending,
      ACTIONS.archive.role,
      deletesAt,
      now,
    ]);
  }

  private async change(
    name: string,
    statement: string,
    values: (string | number | Date)[],
  ): Promise<SettingsOutcome> {
    const rows = await this.database.query<OutcomeRow>(name, statement, values);
    const [first] = rows;
    if (!first) throw new Error('a change has an outcome');
    if (first.outcome === 'unchanged') return { kind: 'done', entries: [] };
    if (first.outcome !== 'changed') return { kind: first.outcome };
    const entries = rows.map(({ what, seq, at }) => ({ what, seq: safeInteger(seq), at: at.toISOString() }));
    return { kind: 'done', entries };
  }
}
