import { describe, expect, it } from 'vitest';
import { roomLinksIn } from './room-links';

const ORIGIN = 'https://chat.example';
const ROOM = '01999999-aaaa-7bbb-8ccc-0123456789ab';
const MESSAGE = '01999999-aaaa-7bbb-8ccc-ba9876543210';
const room = `${ORIGIN}/rooms/${ROOM}`;
const message = `${room}/m/${MESSAGE}`;

describe('links to rooms', () => {
  it.each([
    [`see ${room}.`, [{ roomId: ROOM }]],
    [`(${message})`, [{ roomId: ROOM, messageId: MESSAGE }]],
    [`[there](${room}/?from=mail#top)`, [{ roomId: ROOM }]],
    [`${room} ${message} ${room.toUpperCase()}`, [{ roomId: ROOM }, { roomId: ROOM, messageId: MESSAGE }]],
    [`\`${room}\` <${room}>`, []],
    [`\`\`\`\n${room}\n\`\`\``, []],
    [`https://chat.example.org/rooms/${ROOM} http://chat.example/rooms/${ROOM}`, []],
    [`https://chat.example:8443/rooms/${ROOM} https://me@chat.example/rooms/${ROOM}`, []],
    [`${ORIGIN}/rooms/general ${ORIGIN}/invite/${ROOM} ${room}/members ${room}x`, []],
  ])('in %j are %j', (text, expected) => {
    expect(roomLinksIn(text, ORIGIN)).toEqual(expected);
  });

  it('are three at most', () => {
    const many = Array.from({ length: 9 }, (_, n) => `${room.slice(0, -1)}${n}`);
    expect(roomLinksIn(many.join(' '), ORIGIN)).toHaveLength(3);
  });
});
