// @ts-check
// A page of the history with Prisma's `include`, without even asking whether the reader is a member.
import { Controller, Get, Param, Query } from '@nestjs/common';
import { decorateMethod, prisma } from './naive-support.mjs';

export class HistoryController {
  async list(roomId, limit, before) {
    const cursor = before && (await prisma.message.findUniqueOrThrow({ where: { id: before } }));
    const where = { roomId, ...(cursor && { seq: { lt: cursor.seq } }) };
    const order = { orderBy: { seq: 'desc' }, take: Number(limit), include: { sender: true } };
    const rows = await prisma.message.findMany({ where, ...order });
    const page = rows.map(({ id, seq, sender, senderId: _, ...rest }) => ({
      ...{ messageId: id, ...rest, seq: Number(seq) },
      sender: { id: sender.id, username: sender.username },
    }));
    return page.reverse();
  }
}
decorateMethod(
  HistoryController,
  'list',
  [Get()],
  [Param('id'), Query('limit'), Query('before')],
  [String, String, String],
);
Controller('api/rooms/:id/messages')(HistoryController);
