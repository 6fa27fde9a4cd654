import { randomUUID } from 'node:crypto';

/**
 * The doors that everybody has, for people who are connected.
 * @param {string} url
 * @param {Map<string, { id: string, token: string, socket: import('socket.io-client').Socket }>} people by username
 */
export function doorsOf(url, people) {
  const ask = async (who, event, payload) => {
    const answer = await people.get(who).socket.emitWithAck(event, payload);
    if (!answer.success) throw new Error(`${event} of ${who}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    ask,
    idOf: (who) => people.get(who).id,
    say: (who, roomId, text, more) =>
      ask(who, 'message:send', { roomId, text, clientMsgId: randomUUID(), ...more }),
    react: (who, { roomId, messageId }, emoji) =>
      ask(who, 'message:react', { roomId, messageId, emoji, on: true }),
    /** @param {object | Buffer} body what is sent as JSON, or bytes */
    async call(who, method, path, body) {
      const isBytes = Buffer.isBuffer(body);
      const answer = await fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${people.get(who).token}`,
          'content-type': isBytes ? 'application/octet-stream' : 'application/json',
        },
        body: isBytes ? body : JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${method} ${path} of ${who}: ${await answer.text()}`);
      return answer.status === 204 ? undefined : answer.json();
    },
  };
}
