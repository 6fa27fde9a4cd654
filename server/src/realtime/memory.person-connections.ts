import { Injectable } from '@nestjs/common';
import { MultiMap } from '../common/index.js';
import { PersonConnections } from './person-connections.js';

/** The connections to one process. */
@Injectable()
export class MemoryPersonConnections extends PersonConnections {
  private readonly connections = new MultiMap();

  /** How many people are remembered. */
  get size(): number {
    return this.connections.size;
  }

  enter(userId: string, connectionId: string, limit: number): Promise<boolean> {
    if (this.connections.includes(userId, connectionId)) return Promise.resolve(true);
    if (this.connections.count(userId) >= limit) return Promise.resolve(false);
    this.connections.add(userId, connectionId);
    return Promise.resolve(true);
  }

  leave(userId: string, connectionId: string): Promise<void> {
    this.connections.delete(userId, connectionId);
    return Promise.resolve();
  }
}
