import type { HandshakeAuth, Room, UserRef } from '@chatket/contract';
import { createRoom, joinRoom, leaveRoom, logIn } from '../../../rig/people.mjs';
import { type Device, openDevice } from './device.js';

/** Somebody who has logged in. */
export interface Person extends UserRef {
  token: string;
}

/**
 * Logs people in and opens their devices, and closes what is still open at the end. The cast: alice (two tabs), bob,
 * carol, mallory the outsider.
 */
export class People {
  private readonly devices: Device[] = [];
  private count = 0;

  constructor(private readonly url: string) {}

  async logIn(username: string): Promise<Person> {
    const { id, username: name, token } = await logIn(this.url, username);
    return { id, username: name, token };
  }

  /** Logs several people in by name. The first of them comes first: whoever does owns a server that is new. */
  async cast<const Names extends readonly string[]>(
    ...names: Names
  ): Promise<{ -readonly [Index in keyof Names]: Person }> {
    return (await this.inTurn(names)) as { -readonly [Index in keyof Names]: Person };
  }

  /** Several people with names of their own. */
  crowd(size: number): Promise<Person[]> {
    const names = Array.from({ length: size }, () => `guest-${String((this.count += 1)).padStart(4, '0')}`);
    return this.inTurn(names);
  }

  private async inTurn([first, ...others]: readonly string[]): Promise<Person[]> {
    if (first === undefined) return [];
    return [await this.logIn(first), ...(await Promise.all(others.map((name) => this.logIn(name))))];
  }

  createRoom(person: Person, name = 'Kitchen'): Promise<Room> {
    return createRoom(this.url, person, name);
  }

  join(person: Person, roomId: string): Promise<void> {
    return joinRoom(this.url, person, roomId);
  }

  leaveForGood(person: Person, roomId: string): Promise<void> {
    return leaveRoom(this.url, person, roomId);
  }

  /** A connected device of a client that knows batches and roster deltas. */
  connect(person: Person): Promise<Device> {
    return this.open(person, { batch: true });
  }

  /** A connected device of a client that takes the log: messages and changes. */
  connectLog(person: Person): Promise<Device> {
    return this.open(person, { batch: true, log: 1 });
  }

  /** A connected device of a client that knows only the plain contract. */
  connectPlain(person: Person): Promise<Device> {
    return this.open(person, {});
  }

  /** A room with two people in it, each on one device. */
  async conversation(host: Person, guest: Person): Promise<{ roomId: string; a: Device; b: Device }> {
    const { id: roomId } = await this.createRoom(host);
    await this.join(guest, roomId);
    const [a, b] = await Promise.all([this.connect(host), this.connect(guest)]);
    await a.tell('room:join', { roomId });
    await b.tell('room:join', { roomId });
    return { roomId, a, b };
  }

  disconnect(): void {
    for (const device of this.devices) device.close();
    this.devices.length = 0;
  }

  private async open(person: Person, auth: Omit<HandshakeAuth, 'token'>): Promise<Device> {
    const device = await openDevice(this.url, { token: person.token, ...auth });
    this.devices.push(device);
    return device;
  }
}
