import { isoTime } from '../prisma/index.js';

/** What is told of somebody that is a list. */
export interface Section {
  name: string;
  /** What stands in it is of these. */
  tables: readonly string[];
  /** One row each; `$1` is the person. `k` is a text by which no two rows are alike: it is their order, and is not told. */
  sql: string;
}

/** SQL: what a room is called, for whoever may know it: its members, and all where it is public. */
const roomName = (id: string) => `(SELECT CASE WHEN o.kind = 'public' OR EXISTS (
    SELECT 1 FROM "RoomMembership" x WHERE x."roomId" = o.id AND x."userId" = $1
  ) THEN nullif(o.name, '') END FROM "Room" o WHERE o.id = ${id})`;
const handle = (id: string) => `(SELECT who.username FROM "User" who WHERE who.id = ${id})`;
const inRoom = (alias: string) => `${alias}."roomId", ${roomName(`${alias}."roomId"`)} AS room`;
const time = (column: string, name = column.replace(/^\w+\./, '')) =>
  `${isoTime(column.replace(/\.(\w+)$/, '."$1"'))} AS "${name}"`;

/** Where the person's own picture lies in the archive. */
export const PICTURE_PATH = 'files/picture.webp';

const ACCOUNT = `SELECT u.id::text AS k, u.id, u.username AS name, ${time('u.createdAt')}, u."serverRole",
  ${time('u.mutedUntil')}, u."muteReason" AS reason, u."hidesReads", u."hidesLastSeen", u."isInvisible", u."looksAway", m.address AS mail,
  ${time('m.verifiedAt', 'mailSince')}, m.language, n.number AS phone,
  ${time('n.verifiedAt', 'phoneSince')}, ${time('w.changedAt', 'passwordSince')},
  ${time('t.confirmedAt', 'secondFactorSince')},
  (SELECT count(*)::int FROM "RecoveryCode" c WHERE c."userId" = $1) AS "recoveryCodes",
  p."displayName", p.about, p."statusEmoji", p."statusText", ${time('p.statusUntil')}, p."timeZone",
  CASE WHEN p.picture IS NOT NULL THEN '${PICTURE_PATH}' END AS picture,
  (SELECT string_agg(f.username, ', ' ORDER BY f.username) FROM (
    SELECT x.username FROM "FormerName" x WHERE x."userId" = $1
    UNION SELECT x.username FROM "HeldName" x WHERE x."userId" = $1) f) AS "formerNames",
  u."renamedAt"
  FROM "User" u LEFT JOIN "UserEmail" m ON m."userId" = u.id LEFT JOIN "UserPhone" n ON n."userId" = u.id LEFT JOIN "Password" w ON w."userId" = u.id
  LEFT JOIN "Totp" t ON t."userId" = u.id LEFT JOIN "Profile" p ON p."userId" = u.id WHERE u.id = $1`;

const SETTINGS = `SELECT 'a' AS k, 'notifications' AS what, to_jsonb(n) - 'userId' AS value FROM "NoticePerson" n WHERE n."userId" = $1
  UNION ALL SELECT 'b', 'keywords', to_jsonb(w.words) FROM "Keywords" w WHERE w."userId" = $1
  UNION ALL SELECT 'c', 'sidebar', s.arrangement FROM "Sidebar" s WHERE s."userId" = $1`;

/**
 * Everything that is only listed, in the order in which it is shown. Nothing here logs anybody in: no token, hash, code or
 * key; and of others no more than what the person has seen.
 */
export const SECTIONS: readonly Section[] = [
  {
    name: 'account',
    tables: [
      'User',
      'UserEmail',
      'UserPhone',
      'Password',
      'Totp',
      'RecoveryCode',
      'Profile',
      'FormerName',
      'HeldName',
    ],
    sql: ACCOUNT,
  },
  {
    name: 'sessions',
    tables: ['Session', 'ApiToken'],
    sql: `SELECT s.id::text AS k, s.kind, s.method, t.name, s.agent, s.network, ${time('s.createdAt')},
      ${time('s.lastSeenAt')}, ${time('s.endsAt')}, ${time('s.revokedAt')}
      FROM "Session" s LEFT JOIN "ApiToken" t ON t.id = s.id WHERE s."userId" = $1`,
  },
  {
    name: 'devices',
    tables: ['PushSubscription'],
    sql: `SELECT p.id::text AS k, substring(p.endpoint FROM '^[a-z]+://[^/]+') AS "pushService", p.language,
      ${time('p.createdAt')}, ${time('p.lastOkAt', 'usedAt')} FROM "PushSubscription" p WHERE p."userId" = $1`,
  },
  {
    name: 'passkeys',
    tables: ['Passkey'],
    sql: `SELECT p.id::text AS k, p.name, ${time('p.createdAt')}, ${time('p.usedAt')} FROM "Passkey" p WHERE p."userId" = $1`,
  },
  {
    name: 'identities',
    tables: ['OidcIdentity'],
    sql: `SELECT i.issuer || ' ' || i.sub AS k, i.label AS name, i.issuer, i.sub AS subject, ${time('i.createdAt')}, ${time('i.usedAt')}
      FROM "OidcIdentity" i WHERE i."userId" = $1`,
  },
  {
    name: 'memberships',
    tables: ['RoomMembership', 'Room'],
    sql: `SELECT m."roomId"::text AS k, ${inRoom('m')}, o.kind, m.role, o."createdById" = $1 AS "isFirst",
      ${time('m.joinedAt')}, ${time('m.lastSeenAt')}, m."lastReadSeq", CASE WHEN o.kind <> 'direct' THEN ${isoTime('m."mutedUntil"')} END AS "mutedUntil",
      m."muteReason" AS reason, m."isHidden" AS "isClosed"
      FROM "RoomMembership" m JOIN "Room" o ON o.id = m."roomId" WHERE m."userId" = $1`,
  },
  {
    name: 'bans',
    tables: ['RoomBan', 'RoomMute'],
    sql: `SELECT 'ban' || b."roomId" AS k, 'ban' AS what, ${inRoom('b')}, ${time('b.createdAt')}, ${time('b.until')}, b.reason
      FROM "RoomBan" b WHERE b."userId" = $1
      UNION ALL SELECT 'mute' || b."roomId", 'mute', ${inRoom('b')}, NULL, ${time('b.until')}, b.reason
      FROM "RoomMute" b WHERE b."userId" = $1`,
  },
  {
    name: 'requests',
    tables: ['JoinRequest'],
    sql: `SELECT q."roomId"::text AS k, ${inRoom('q')}, q.text, ${time('q.createdAt')} FROM "JoinRequest" q WHERE q."userId" = $1`,
  },
  { name: 'settings', tables: ['NoticePerson', 'Keywords', 'Sidebar'], sql: SETTINGS },
  {
    name: 'roomSettings',
    tables: ['NoticeRoom'],
    sql: `SELECT n."roomId"::text AS k, ${inRoom('n')}, n.level, CASE WHEN n."mutedUntil" = 'infinity' THEN 'for-ever'
      ELSE ${isoTime('n."mutedUntil"')} END AS "mutedUntil" FROM "NoticeRoom" n WHERE n."userId" = $1`,
  },
  {
    name: 'blocked',
    tables: ['PersonBlock'],
    sql: `SELECT b."blockedId"::text AS k, ${handle('b."blockedId"')} AS person, ${time('b.createdAt')}
      FROM "PersonBlock" b WHERE b."blockerId" = $1`,
  },
  {
    name: 'saved',
    tables: ['Saved'],
    sql: `SELECT s."messageId"::text AS k, s."messageId", s.note, s."isDone", ${time('s.savedAt', 'createdAt')},
      ${time('s.remindAt')}, ${time('s.remindedAt')} FROM "Saved" s WHERE s."userId" = $1`,
  },
  {
    name: 'drafts',
    tables: ['Draft'],
    sql: `SELECT d."roomId"::text || d."threadId" AS k, ${inRoom('d')}, d.text, d."otherText", nullif(d.attachments, '{}') AS files, ${time('d.at')}
      FROM "Draft" d WHERE d."userId" = $1`,
  },
  {
    name: 'scheduled',
    tables: ['Scheduled'],
    sql: `SELECT s.id::text AS k, ${inRoom('s')}, s.text, ${time('s.at')}, ${time('s.createdAt')}, s.failed
      FROM "Scheduled" s WHERE s."userId" = $1`,
  },
  {
    name: 'held',
    tables: ['HeldMessage'],
    sql: `SELECT h.id::text AS k, ${inRoom('h')}, h.text, ${time('h.createdAt')} FROM "HeldMessage" h WHERE h."senderId" = $1`,
  },
  {
    name: 'alerts',
    tables: ['Alert'],
    sql: `SELECT a."messageId"::text AS k, ${inRoom('a')}, a."messageId", a.because, ${time('a.createdAt')}, ${time('a.readAt')}
      FROM "Alert" a WHERE a."userId" = $1`,
  },
  {
    name: 'threads',
    tables: ['ThreadFollow'],
    sql: `SELECT f."rootId"::text AS k, ${inRoom('f')}, f."rootId" AS "messageId", f."isFollowing", f.level, f."lastReadSeq"
      FROM "ThreadFollow" f WHERE f."userId" = $1`,
  },
  {
    name: 'pins',
    tables: ['Pin'],
    sql: `SELECT p."messageId"::text AS k, ${inRoom('p')}, p."messageId", ${time('p.pinnedAt', 'at')} FROM "Pin" p WHERE p."pinnedById" = $1`,
  },
  {
    name: 'programs',
    tables: ['Bot', 'Hook'],
    sql: `SELECT 'bot' || b."userId" AS k, 'bot' AS what, ${handle('b."userId"')} AS name, NULL AS room, ${time('b.createdAt')},
      NULL AS "usedAt" FROM "Bot" b WHERE b."ownerId" = $1
      UNION ALL SELECT 'hook' || h.id, 'hook', ${handle('h."userId"')}, ${roomName('h."roomId"')}, ${time('h.createdAt')},
      ${time('h.lastUsedAt', 'usedAt')} FROM "Hook" h WHERE h."createdById" = $1`,
  },
  {
    name: 'invites',
    tables: ['Invite'],
    sql: `SELECT i.id::text AS k, ${inRoom('i')}, i.way, i.role, ${time('i.createdAt')}, ${time('i.expiresAt')}, i.uses,
      ${time('i.revokedAt')} FROM "Invite" i WHERE i."createdById" = $1`,
  },
  {
    name: 'reports',
    tables: ['Report'],
    sql: `SELECT r.id::text AS k, ${inRoom('r')}, r."messageId", r.reason, r.note, ${time('r.createdAt')}
      FROM "Report" r WHERE r."reporterId" = $1`,
  },
  {
    name: 'deeds',
    tables: ['AuditEntry'],
    sql: `SELECT lpad(a.id::text, 20, '0') AS k, a.action, ${inRoom('a')}, ${handle('a."personId"')} AS person, a.reason, ${time('a.at')}
      FROM "AuditEntry" a WHERE a."actorId" = $1`,
  },
];
