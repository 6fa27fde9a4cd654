// @ts-check
// The usual first version of a chat: Nest with its default adapter and ValidationPipe, and one Prisma call per step.
// Plain JavaScript, so the decorators are applied by hand; what they leave behind is what the compiler would leave.
import 'reflect-metadata';
import { Module, UsePipes, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { IsArray, IsString, IsUUID, Length } from 'class-validator';
import { HistoryController } from './naive-history.mjs';
import { decorate, decorateMethod, prisma } from './naive-support.mjs';
import { userIn } from './support.mjs';

class SendDto {}
decorate(SendDto, {
  roomId: [IsUUID()],
  text: [IsString(), Length(1, 500)],
  clientMsgId: [IsString(), Length(8, 64)],
});
class SyncDto {}
decorate(SyncDto, { rooms: [IsArray()] });

class ChatGateway {
  async send(socket, { roomId, text, clientMsgId }) {
    const { id: userId } = userIn(socket.handshake.auth.token);
    const membership = { roomId_userId: { roomId, userId } };
    if (!(await prisma.roomMembership.findUnique({ where: membership }))) return { success: false };
    const senderId_clientMsgId_roomId = { roomId, senderId: userId, clientMsgId };
    const known = await prisma.message.findUnique({ where: { senderId_clientMsgId_roomId } });
    if (known) return { success: true, messageId: known.id, seq: Number(known.seq), isDuplicate: true };
    const { id } = await prisma.$transaction(async (tx) => {
      const room = await tx.room.update({ where: { id: roomId }, data: { lastSeq: { increment: 1 } } });
      const key = { id: crypto.randomUUID(), roomId, senderId: userId, clientMsgId };
      return tx.message.create({ data: { ...key, text, seq: room.lastSeq, createdAt: new Date() } });
    });
    const row = await prisma.message.findUniqueOrThrow({ where: { id }, include: { sender: true } });
    await prisma.roomMembership.update({ where: membership, data: { lastSeenAt: new Date() } });
    const stored = { messageId: id, seq: Number(row.seq), createdAt: row.createdAt };
    const sender = { id: row.sender.id, username: row.sender.username };
    socket.nsp.to(roomId).emit('message:new', { ...stored, roomId, text, sender, clientMsgId });
    return { success: true, ...stored };
  }
  sync(socket, { rooms }) {
    for (const { roomId } of rooms) void socket.join(roomId);
    return { success: true };
  }
}
for (const [name, event, dto] of /** @type {const} */ ([
  ['send', 'message:send', SendDto],
  ['sync', 'rooms:sync', SyncDto],
])) {
  decorateMethod(
    ChatGateway,
    name,
    [SubscribeMessage(event)],
    [ConnectedSocket(), MessageBody()],
    [Object, dto],
  );
}
UsePipes(new ValidationPipe({ whitelist: true }))(ChatGateway);
WebSocketGateway()(ChatGateway);

class AppModule {}
Module({ providers: [ChatGateway], controllers: [HistoryController] })(AppModule);

const app = await NestFactory.create(AppModule, { logger: ['error'] });
app.useWebSocketAdapter(new IoAdapter(app));
await app.listen(Number(process.env.PORT), '127.0.0.1');
