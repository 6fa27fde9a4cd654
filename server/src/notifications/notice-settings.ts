import { Injectable } from '@nestjs/common';
import type {
  MyNotices,
  NoticeSettings,
  NoticeSettingsBody,
  RoomNotices,
  RoomNoticesBody,
  UserRef,
} from '@chatket/contract';
import { Clock } from '../common/index.js';
import { Config } from '../config/index.js';
import { Fanout } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { ChosenPresence } from '../users/index.js';
import { AlertsRepository } from './alerts.repository.js';
import { type RoomSettingsChange, SettingsRepository } from './settings.repository.js';

/** What people want to be told of: the same on all their devices. */
@Injectable()
export class NoticeSettingsService {
  constructor(
    private readonly settings: SettingsRepository,
    private readonly alerts: AlertsRepository,
    private readonly access: RoomAccess,
    private readonly fanout: Fanout,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly chosen: ChosenPresence,
  ) {}

  async read({ id }: UserRef): Promise<MyNotices> {
    const [settings, rooms, unread, isMailed] = await Promise.all([
      this.settings.find(id),
      this.settings.rooms(id),
      this.alerts.unread(id),
      this.config.sendsDigests && this.settings.hasAddress(id),
    ]);
    return { settings, rooms, unread, isMailed };
  }

  async change(
    { id }: Pick<UserRef, 'id'>,
    { quietSeconds, ...body }: NoticeSettingsBody,
  ): Promise<NoticeSettings> {
    const settings = await this.settings.change(id, {
      ...body,
      ...(quietSeconds !== undefined && { quietUntil: quietSeconds ? this.in(quietSeconds) : null }),
    });
    this.fanout.toUser(id, 'notices:changed', settings);
    if (quietSeconds !== undefined) await this.chosen.note(id);
    return settings;
  }

  /** @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER` */
  async changeRoom(actor: UserRef, roomId: string, body: RoomNoticesBody): Promise<RoomNotices> {
    await this.access.require(actor, roomId, 'read');
    const notices = await this.settings.changeRoom(actor.id, roomId, {
      ...(body.level !== undefined && { level: body.level }),
      ...this.muteOf(body),
    });
    this.fanout.toUser(actor.id, 'notices:room', notices);
    return notices;
  }

  private muteOf({ isMuted, muteSeconds }: RoomNoticesBody): Pick<RoomSettingsChange, 'mutedUntil'> {
    if (isMuted === undefined) return {};
    if (!isMuted) return { mutedUntil: null };
    return { mutedUntil: muteSeconds === undefined ? 'infinity' : this.in(muteSeconds) };
  }

  private in(seconds: number): Date {
    return new Date(this.clock.now() + seconds * 1_000);
  }
}
