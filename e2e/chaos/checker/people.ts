import type { FinalState, HistoryEvent } from '../history';
import { Part } from './part';

/** Reconnects of one client that no fault explains. */
const SPARE_CONNECTIONS = 10;
const CONNECTIONS_PER_FAULT = 8;

/** Memberships, tokens, lists of rooms and liveness: I7 to I9, I13, I14, I15. */
export class People extends Part {
  /** By client: connections made, less those that were broken on purpose. */
  private readonly connections = new Map<string, number>();
  private readonly isJoined = new Map<string, boolean>();
  private readonly lists: Extract<HistoryEvent, { k: 'list' }>[] = [];
  private readonly finals: Extract<HistoryEvent, { k: 'final' }>[] = [];
  faults = 0;

  see(event: HistoryEvent): void {
    switch (event.k) {
      case 'heads':
        if (event.heard > event.committed)
          this.findings.add(
            'I7',
            `${String(event.heard)} of room ${event.room} was heard when ${String(event.committed)} was committed`,
          );
        return;
      case 'stray':
        return this.findings.add(
          'I8',
          `${event.client} heard ${event.seqs.join(', ')} of room ${event.room} without being a member`,
        );
      case 'late':
        return this.findings.add(
          'I9',
          `${event.client} heard ${String(event.seq)} of room ${event.room} ${String(event.lateMs)} ms after its token`,
        );
      case 'joined':
        return this.join(event);
      case 'left':
      case 'removed':
        this.isJoined.set(`${event.user} ${event.room}`, false);
        return;
      case 'connection':
        if (event.isUp) this.connections.set(event.client, (this.connections.get(event.client) ?? 0) + 1);
        return;
      case 'flap':
        this.connections.set(event.client, (this.connections.get(event.client) ?? 0) - 1);
        return;
      case 'fault':
        if (event.phase === 'begin') this.faults += 1;
        return;
      case 'alarm':
        return this.findings.add('I15', `the server has said: ${event.line}`);
      case 'server':
        if (event.what === 'ended' && !event.isExpected)
          this.findings.add('I15', `the server has ended by itself with code ${String(event.code)}`);
        else if (event.what === 'ended' && event.code !== 0 && event.code !== null)
          this.findings.add('I15', `the server was asked to stop and ended with code ${String(event.code)}`);
        return;
      case 'list':
        this.lists.push(event);
        return;
      case 'final':
        this.finals.push(event);
        return;
      default:
        return;
    }
  }

  finish(state: FinalState): void {
    this.checkLists(state);
    this.checkLiveness();
    if (state.sessionsIdleInTransaction > 0)
      this.findings.add(
        'I15',
        `${String(state.sessionsIdleInTransaction)} sessions are idle in a transaction`,
      );
  }

  private join({ user, room, isNew }: Extract<HistoryEvent, { k: 'joined' }>): void {
    const name = `${user} ${room}`;
    if (isNew && this.isJoined.get(name))
      this.findings.add('I13', `${user} became a member of room ${room} twice`);
    this.isJoined.set(name, true);
  }

  private checkLists(state: FinalState): void {
    const heads = new Map(state.rooms.map(({ room, lastSeq }) => [room, lastSeq]));
    for (const { user, rooms } of this.lists) {
      const expectedRooms = state.members.filter((member) => member.user === user).length;
      if (rooms.length !== expectedRooms)
        this.findings.add(
          'I19',
          `${user} is told of ${String(rooms.length)} rooms and is in ${String(expectedRooms)}`,
        );
      for (const { room, lastSeq } of rooms) {
        if (lastSeq !== heads.get(room))
          this.findings.add('I19', `${user} is told that room ${room} is at ${String(lastSeq)}`);
      }
    }
  }

  private checkLiveness(): void {
    const allowed = SPARE_CONNECTIONS + CONNECTIONS_PER_FAULT * this.faults;
    for (const { client, isOnline, pending } of this.finals) {
      if (!isOnline) this.findings.add('I14', `${client} has not come back`);
      if (pending > 0) this.findings.add('I14', `${client} still waits to send ${String(pending)} messages`);
      const connections = this.connections.get(client) ?? 0;
      if (connections > allowed)
        this.findings.add('I14', `${client} has connected ${String(connections)} times`);
    }
  }
}
