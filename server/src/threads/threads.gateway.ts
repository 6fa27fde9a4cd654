import { WebSocketGateway } from '@nestjs/websockets';
import type { ThreadState } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { FollowThreads } from './follow-threads.js';
import { ThreadFollowingDto, ThreadReadDto } from './threads.dto.js';

@WebSocketGateway()
export class ThreadsGateway {
  constructor(private readonly threads: FollowThreads) {}

  @OnClientEvent('thread:read', ThreadReadDto)
  read({ user }: Connection, payload: ThreadReadDto): Promise<ThreadState> {
    return this.threads.read(user, payload);
  }

  @OnClientEvent('thread:follow', ThreadFollowingDto)
  follow({ user }: Connection, payload: ThreadFollowingDto): Promise<ThreadState> {
    return this.threads.follow(user, payload);
  }
}
