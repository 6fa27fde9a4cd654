// @ts-check
// A page of the history with Prisma's `include`: senders, reactions with their people, what is answered, who deleted.
// Like ours it asks who reads and whether they are a member.
import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { decorateMethod, prisma } from './naive-support.mjs';
import { userIn } from './support.mjs';

const USERS_SHOWN = 20;
const INCLUDE = { sender: true, reactions: { include: { user: true }, orderBy: { seq: 'asc' } } };

export class HistoryController {
  async list(authorization, roomId, limit, before) {
    const { id: userId } = await prisma.user.findUniqueOrThrow({ where: { id: userIn(authorization).id } });
    await prisma.roomMembership.findUniqueOrThrow({ where: { roomId_userId: { roomId, userId } } });
    const cursor = before && (await prisma.message.findUniqueOrThrow({ where: { id: before } }));
    const where = { roomId, ...(cursor && { seq: { lt: cursor.seq } }) };
    const order = { orderBy: { seq: 'desc' }, take: Number(limit) };
    const rows = await prisma.message.findMany({ where, ...order, include: INCLUDE });
    // The tables have no relations for these two: one more query each, as Prisma makes of an `include`.
    const [quotes, deleters] = await Promise.all([
      byId(prisma.message, rows, 'replyToId', { include: { sender: true } }),
      byId(prisma.user, rows, 'deletedById', {}),
    ]);
    const page = rows.map((row) => toMessage(row, quotes.get(row.replyToId), deleters.get(row.deletedById)));
    return page.reverse();
  }
}

async function byId(table, rows, column, options) {
  const ids = rows.map((row) => row[column]).filter(Boolean);
  if (ids.length === 0) return new Map();
  const found = await table.findMany({ where: { id: { in: ids } }, ...options });
  return new Map(found.map((each) => [each.id, each]));
}

function toMessage(row, quote, deleter) {
  const { id, seq, roomId, text, createdAt, clientMsgId, changedSeq, editedAt, deletedAt } = row;
  return {
    ...{ messageId: id, roomId, seq: Number(seq), text, createdAt, clientMsgId, sender: userRef(row.sender) },
    ...(changedSeq && { rev: Number(changedSeq) }),
    ...(editedAt && { editedAt }),
    ...(deletedAt && { deleted: { at: deletedAt, by: userRef(deleter), reason: row.deleteReason } }),
    ...(row.reactions.length > 0 && { reactions: toReactions(row.reactions) }),
    ...(quote && { replyTo: toQuote(quote) }),
  };
}

function toQuote({ id, text, sender, seq, changedSeq, deletedAt }) {
  const rev = Number(changedSeq ?? seq);
  return { id, text, sender: userRef(sender), rev, ...(deletedAt && { isDeleted: true }) };
}

function toReactions(rows) {
  const kinds = new Map();
  for (const { emoji, user } of rows) {
    const kind = kinds.get(emoji) ?? { emoji, count: 0, users: [] };
    kinds.set(emoji, kind);
    kind.count += 1;
    if (kind.users.length < USERS_SHOWN) kind.users.push(userRef(user));
  }
  return [...kinds.values()];
}

const userRef = ({ id, username }) => ({ id, username });

decorateMethod(
  HistoryController,
  'list',
  [Get()],
  [Headers('authorization'), Param('id'), Query('limit'), Query('before')],
  [String, String, String, String],
);
Controller('api/rooms/:id/messages')(HistoryController);
