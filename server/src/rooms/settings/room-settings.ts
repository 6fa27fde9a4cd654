import { Injectable } from '@nestjs/common';
import {
  type Action,
  type ChangeRoomBody,
  decide,
  type FieldError,
  isGuestName,
  type Room,
  type RoomKind,
  type UserRef,
} from '@chatket/contract';
import { AppError, Clock, validationError } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { EventBus } from '../../events/index.js';
import { RoomAccess } from '../access/index.js';
import { roomChanged } from '../profile/index.js';
import { RoomsService } from '../rooms.service.js';
import { PictureRepository } from './picture.repository.js';
import { type Ending, type SettingsOutcome, SettingsRepository } from './settings.repository.js';

/** So long a room that is to be deleted can be taken back. */
const GRACE_MS = 7 * 24 * 60 * 60 * 1_000;

/** Changes what holds for everybody in a room, and ends one. What is so already is a success. */
@Injectable()
export class RoomSettings {
  constructor(
    private readonly settings: SettingsRepository,
    private readonly pictures: PictureRepository,
    private readonly rooms: RoomsService,
    private readonly access: RoomAccess,
    private readonly events: EventBus,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * What is left out stays. The topic alone may be changed by moderators, everything else by admins.
   * @throws AppError `VALIDATION`, `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`, `ROOM_ARCHIVED`, `FIXED_PEOPLE`
   */
  async change(actor: UserRef, roomId: string, body: ChangeRoomBody): Promise<Room> {
    const changes = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const names = Object.keys(changes);
    const action = names.length === 1 && names[0] === 'topic' ? 'describe' : 'configure';
    this.requireWithinBounds(body);
    const { kind } = await this.access.require(actor, roomId, action);
    requireWay(body.joinBy, body.kind ?? kind);
    if (names.length === 0) return this.rooms.read(actor, roomId);
    return this.finish(await this.settings.configure(roomId, actor.id, changes), { actor, roomId, action });
  }

  /**
   * Whoever asks has made sure that the bytes are there; what is asked for in the meantime is refused here.
   * @param key null takes the picture away
   * @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`, `ROOM_ARCHIVED`
   */
  async setPicture(actor: UserRef, roomId: string, key: string | null): Promise<Room> {
    await this.access.require(actor, roomId, 'configure');
    const outcome = await this.settings.configure(roomId, actor.id, { picture: key });
    return this.finish(outcome, { actor, roomId, action: 'configure' });
  }

  /** Whether it is the picture of a room that the actor sees: one of theirs, or a public one. */
  async hasPicture(actor: UserRef, key: string): Promise<boolean> {
    const roomId = await this.pictures.roomOf(key);
    if (roomId === undefined) return false;
    const standing = await this.access.standingOf(actor.id, roomId);
    return decide('see', { ...standing, isGuest: isGuestName(actor.username) }).isAllowed;
  }

  /**
   * Ends the writing or lets it begin again; deletes the room after a time of grace, or takes that back.
   * @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`; `CONFLICT` for a room that has to be restored
   */
  async end(actor: UserRef, roomId: string, ending: Ending): Promise<Room> {
    await this.access.require(actor, roomId, 'archive');
    const now = this.clock.now();
    const times = { now: new Date(now), deletesAt: new Date(now + GRACE_MS) };
    const outcome = await this.settings.end({ roomId, actorId: actor.id }, ending, times);
    return this.finish(outcome, { actor, roomId, action: 'archive' });
  }

  private async finish(
    outcome: SettingsOutcome,
    { actor, roomId, action }: { actor: UserRef; roomId: string; action: Action },
  ): Promise<Room> {
    switch (outcome.kind) {
      case 'done':
        for (const entry of outcome.entries)
          this.events.announce(roomChanged, { roomId, by: actor, ...entry });
        return this.rooms.read(actor, roomId);
      case 'no_room':
        throw new AppError('ROOM_NOT_FOUND', 'There is no such room.');
      case 'fixed':
        throw new AppError('FIXED_PEOPLE', 'Who finds this room does not change.');
      case 'by_server':
        throw new AppError('FORBIDDEN', 'Those who run the server have archived this room.');
      case 'deleting':
        throw new AppError('CONFLICT', 'This room is about to be deleted: restore it instead.');
      default:
        return this.access.explainRefusal(actor, roomId, action);
    }
  }

  /** What the configuration lets rooms say. */
  private requireWithinBounds({ messageMax, rateMessages }: ChangeRoomBody): void {
    const bounds = [
      { field: 'messageMax', value: messageMax, max: this.config.get('MESSAGE_TEXT_MAX') },
      { field: 'rateMessages', value: rateMessages, max: this.config.get('RATE_LIMIT_ROOM_MAX') },
    ];
    const fields: FieldError[] = bounds
      .filter(({ value, max }) => (value ?? 0) > max)
      .map(({ field, max }) => ({
        field,
        message: `must not be greater than ${String(max)} on this server`,
      }));
    if (fields.length > 0) throw validationError(fields);
  }
}

/** Everybody finds a public room, and nobody a private one. */
function requireWay(joinBy: ChangeRoomBody['joinBy'], kind: RoomKind): void {
  if ((joinBy === 'open' && kind === 'private') || (joinBy === 'invite' && kind === 'public'))
    throw validationError([{ field: 'joinBy', message: `cannot be ${joinBy} in a ${kind} room` }]);
}
