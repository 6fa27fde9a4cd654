import type { FinalState } from '../history';

export type StoredMessage = FinalState['messages'][number];

/** The messages of the database, found by what the history knows of them. */
export class Stored {
  readonly byRoom = new Map<string, StoredMessage[]>();
  private readonly byKey = new Map<string, StoredMessage>();

  constructor(state: FinalState) {
    for (const message of state.messages) {
      const ofRoom = this.byRoom.get(message.room) ?? [];
      ofRoom.push(message);
      this.byRoom.set(message.room, ofRoom);
      this.byKey.set(`${message.room} ${message.key}`, message);
    }
  }

  /** Positions start at one and have no hole, which another check makes sure of; else the room is searched. */
  at(room: string, seq: number): StoredMessage | undefined {
    const ofRoom = this.byRoom.get(room) ?? [];
    const likely = ofRoom[seq - 1];
    return likely?.seq === seq ? likely : ofRoom.find((message) => message.seq === seq);
  }

  byKeyIn(room: string, key: string): StoredMessage | undefined {
    return this.byKey.get(`${room} ${key}`);
  }
}
