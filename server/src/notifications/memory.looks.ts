import { Looks } from './looks.js';

const NOBODY: ReadonlySet<string> = new Set();

/** Knows the connections of this process. */
export class MemoryLooks extends Looks {
  private readonly rooms = new Map<string, string>();
  private readonly people = new Map<string, Map<string, string>>();

  look({ id, userId }: { id: string; userId: string }, roomId: string | undefined): Promise<void> {
    this.forget(id);
    if (roomId === undefined) return Promise.resolve();
    this.rooms.set(id, roomId);
    const there = this.people.get(roomId) ?? new Map<string, string>();
    this.people.set(roomId, there.set(id, userId));
    return Promise.resolve();
  }

  leave(connectionId: string): Promise<void> {
    this.forget(connectionId);
    return Promise.resolve();
  }

  at(roomId: string): Promise<ReadonlySet<string>> {
    const there = this.people.get(roomId);
    return Promise.resolve(there ? new Set(there.values()) : NOBODY);
  }

  private forget(id: string): void {
    const roomId = this.rooms.get(id);
    if (roomId === undefined) return;
    this.rooms.delete(id);
    const there = this.people.get(roomId);
    there?.delete(id);
    if (there?.size === 0) this.people.delete(roomId);
  }
}
