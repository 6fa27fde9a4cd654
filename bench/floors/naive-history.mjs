// @ts-check
// A page of the history with Prisma's `include`. Like ours it asks who reads and whether they are a member.
import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { decorateMethod, prisma } from './naive-support.mjs';
import { userIn } from './support.mjs';

export class HistoryController {
  async list(authorization, roomId, limit, before) {
    const { id: userId } = await prisma.user.findUniqueOrThrow({ where: { id: userIn(authorization).id } });
    await prisma.roomMembership.findUniqueOrThrow({ where: { roomId_userId: { roomId, userId } } });
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
  [Headers('authorization'), Param('id'), Query('limit'), Query('before')],
  [String, String, String, String],
);
Controller('api/rooms/:id/messages')(HistoryController);
