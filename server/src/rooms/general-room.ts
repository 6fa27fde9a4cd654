import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ErrorCode } from '@chatket/contract';
import { AppError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { accountMade, SYSTEM_USER, UsersService } from '../users/index.js';
import { RoomRepository } from './room.repository.js';
import { RoomsService } from './rooms.service.js';

/** The room that is there from the first start. */
export const GENERAL_ID = '00000000-0000-7000-8000-000000000002';

const CLOSED: readonly ErrorCode[] = ['ROOM_ARCHIVED', 'BANNED', 'ASK_FIRST'];

/** Its owner may archive it, or let people ask: then they come in without it. While it is not there they are brought in later. */
function unlessClosed(error: unknown): void {
  if (!(error instanceof AppError && CLOSED.includes(error.code))) throw error;
}

/** From the first start there is a room; every new account is a member. */
@Injectable()
export class GeneralRoom implements OnModuleInit {
  constructor(
    private readonly users: UsersService,
    private readonly rooms: RoomRepository,
    private readonly service: RoomsService,
    private readonly events: EventBus,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.users.ensureWithId(SYSTEM_USER);
    await this.rooms.insert({ id: GENERAL_ID, name: 'General', creator: SYSTEM_USER });
    this.events.on(accountMade, async ({ user }) => {
      await this.service.join(user, GENERAL_ID).catch(unlessClosed);
    });
  }
}
