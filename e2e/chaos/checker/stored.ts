import type { FinalState } from '../history';

export type StoredMessage = FinalState['messages'][number];

/** The messages of the database, found by their position. */
export class Stored {
  readonly byRoom = new Map<string, StoredMessage[]>();

  constructor(state: FinalState) {
    for (const message of state.messages) {
      const ofRoom = this.byRoom.get(message.room) ?? [];
      ofRoom.push(message);
      this.byRoom.set(message.room, ofRoom);
    }
  }

  /** Positions start at one and have no hole, which another check makes sure of; else the room is searched. */
  at(room: string, seq: number): StoredMessage | undefined {
    const ofRoom = this.byRoom.get(room) ?? [];
    const likely = ofRoom[seq - 1];
    return likely?.seq === seq ? likely : ofRoom.find((message) => message.seq === seq);
  }
}
