import { WebSocketGateway } from '@nestjs/websockets';
import type { MessageStored } from '@chatket/contract';
import { type Connection, OnClientEvent } from '../realtime/index.js';
import { CreatePoll } from './create-poll.js';
import { EndPoll } from './end-poll.js';
import { PollCreateDto, PollEndDto, PollVoteDto } from './polls.dto.js';
import { Vote } from './vote.js';

@WebSocketGateway()
export class PollsGateway {
  constructor(
    private readonly createPoll: CreatePoll,
    private readonly vote: Vote,
    private readonly endPoll: EndPoll,
  ) {}

  @OnClientEvent('poll:create', PollCreateDto)
  create(connection: Connection, payload: PollCreateDto): Promise<MessageStored> {
    return this.createPoll.run(connection, payload);
  }

  @OnClientEvent('poll:vote', PollVoteDto)
  set(connection: Connection, payload: PollVoteDto): Promise<{ seq?: number }> {
    return this.vote.set(connection.user, payload);
  }

  @OnClientEvent('poll:end', PollEndDto)
  end(connection: Connection, payload: PollEndDto): Promise<{ seq?: number }> {
    return this.endPoll.run(connection.user, payload);
  }
}
