import { Injectable } from '@nestjs/common';
import {
  FOR_EVER,
  NOTICE_DEFAULTS,
  type NoticeLevel,
  type NoticeSettings,
  type QuietHours,
  type RoomNotices,
} from '@chatket/contract';
import { isoTime, OrdinaryDatabase } from '../prisma/index.js';

/** What is changed of the settings for all rooms; what is left out stays. */
export type SettingsChange = Partial<Omit<NoticeSettings, 'quietUntil'>> & { quietUntil?: Date | null };

/** What is changed for one room; what is left out stays. */
export interface RoomSettingsChange {
  level?: NoticeLevel | null;
  mutedUntil?: Date | 'infinity' | null;
}

interface RoomRow {
  roomId: string;
  level: NoticeLevel | null;
  mutedUntil: string | null;
}

const SETTINGS = `s.direct, s.rooms, s."quietHours", s.zone, ${isoTime('s."quietUntil"')} AS "quietUntil", s."mailDigest"`;
const ROOM = `n."roomId", n.level, CASE WHEN isfinite(n."mutedUntil") THEN ${isoTime('n."mutedUntil"')}
  WHEN n."mutedUntil" IS NOT NULL THEN '${FOR_EVER}' END AS "mutedUntil"`;

/** What people want to be told of. Looked up by NoticePerson_pkey and NoticeRoom_pkey. */
@Injectable()
export class SettingsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async find(userId: string): Promise<NoticeSettings> {
    const [row] = await this.database.query<NoticeSettings>(
      'notice-settings',
      `SELECT ${SETTINGS} FROM "NoticePerson" s WHERE s."userId" = $1`,
      [userId],
    );
    return row ?? NOTICE_DEFAULTS;
  }

  /** Whether somebody has an address that mails can go to. */
  async hasAddress(userId: string): Promise<boolean> {
    const rows = await this.database.query(
      'notice-has-address',
      'SELECT 1 FROM "UserEmail" e WHERE e."userId" = $1',
      [userId],
    );
    return rows.length > 0;
  }

  async rooms(userId: string): Promise<RoomNotices[]> {
    const rows = await this.database.query<RoomRow>(
      'notice-rooms',
      `SELECT ${ROOM} FROM "NoticeRoom" n WHERE n."userId" = $1 ORDER BY n."roomId"`,
      [userId],
    );
    return rows.map(toRoomNotices);
  }

  async change(userId: string, change: SettingsChange): Promise<NoticeSettings> {
    const [row] = await this.database.query<NoticeSettings>(
      'notice-settings-change',
      `INSERT INTO "NoticePerson" AS s ("userId", direct, rooms, "quietHours", zone, "quietUntil", "mailDigest")
       VALUES ($1, coalesce($2, 'all'), coalesce($3, 'mentions'), $4::jsonb, coalesce($6, 'UTC'), $7::timestamptz,
         coalesce($9, '${NOTICE_DEFAULTS.mailDigest}'))
       ON CONFLICT ("userId") DO UPDATE SET direct = coalesce($2, s.direct), rooms = coalesce($3, s.rooms),
         "quietHours" = CASE WHEN $5 THEN excluded."quietHours" ELSE s."quietHours" END, zone = coalesce($6, s.zone),
         "quietUntil" = CASE WHEN $8 THEN excluded."quietUntil" ELSE s."quietUntil" END,
         "mailDigest" = coalesce($9, s."mailDigest")
       RETURNING ${SETTINGS}`,
      [
        userId,
        change.direct ?? null,
        change.rooms ?? null,
        change.quietHours ? hoursAsJson(change.quietHours) : null,
        change.quietHours !== undefined,
        change.zone ?? null,
        change.quietUntil?.toISOString() ?? null,
        change.quietUntil !== undefined,
        change.mailDigest ?? null,
      ],
    );
    return row ?? NOTICE_DEFAULTS;
  }

  async changeRoom(
    userId: string,
    roomId: string,
    { level, mutedUntil }: RoomSettingsChange,
  ): Promise<RoomNotices> {
    const [row] = await this.database.query<RoomRow>(
      'notice-room-change',
      `INSERT INTO "NoticeRoom" AS n ("userId", "roomId", level, "mutedUntil") VALUES ($1, $2, $3, $5::timestamptz)
       ON CONFLICT ("userId", "roomId") DO UPDATE SET level = CASE WHEN $4 THEN excluded.level ELSE n.level END,
         "mutedUntil" = CASE WHEN $6 THEN excluded."mutedUntil" ELSE n."mutedUntil" END
       RETURNING ${ROOM}`,
      [
        userId,
        roomId,
        level ?? null,
        level !== undefined,
        mutedUntil instanceof Date ? mutedUntil.toISOString() : (mutedUntil ?? null),
        mutedUntil !== undefined,
      ],
    );
    return row ? toRoomNotices(row) : { roomId };
  }
}

/** Only what is known of them. */
function hoursAsJson({ from, to, days }: QuietHours): string {
  return JSON.stringify({ from, to, days });
}

function toRoomNotices({ roomId, level, mutedUntil }: RoomRow): RoomNotices {
  return { roomId, ...(level && { level }), ...(mutedUntil !== null && { mutedUntil }) };
}
