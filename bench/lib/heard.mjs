// @ts-check
import { io } from 'socket.io-client';

const PATIENCE_MS = 15_000;

/**
 * What somebody hears in a room from now on, with the stock client.
 * @param {string} url @param {{ token: string }} person @param {string} roomId
 * @returns {Promise<{ next: () => Promise<any>, close: () => void }>}
 */
export async function heardBy(url, { token }, roomId) {
  const socket = io(url, { auth: { token }, transports: ['websocket'], reconnection: false, forceNew: true });
  /** @type {Promise<any>} */
  const first = new Promise((resolve) => void socket.once('message:new', resolve));
  await socket.timeout(PATIENCE_MS).emitWithAck('room:join', { roomId });
  return { next: () => first, close: () => void socket.disconnect() };
}

/** Says something with files. @param {{ url: string, token: string, roomId: string }} where @param {string[]} attachments */
export async function sendFiles({ url, token, roomId }, attachments) {
  const socket = io(url, { auth: { token }, transports: ['websocket'], reconnection: false, forceNew: true });
  try {
    const message = { roomId, text: '', clientMsgId: `files-${attachments[0]}`, attachments };
    const answer = await socket.timeout(PATIENCE_MS).emitWithAck('message:send', message);
    if (!answer.success) throw new Error(`a message with files was refused: ${answer.code}`);
  } finally {
    socket.disconnect();
  }
}
