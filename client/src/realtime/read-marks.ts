import type { Transport } from './transport';

const PAUSE_MS = 400;
const ANSWER_TIMEOUT_MS = 10_000;

/** Tells the server up to where I have read, at most once per pause; what could not be told waits for the connection. */
export function createReadMarks(transport: Transport) {
  const waiting = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function mark(roomId: string, seq: number) {
    if (seq <= (waiting.get(roomId) ?? 0)) return;
    waiting.set(roomId, seq);
    timer ??= setTimeout(() => void tell(), PAUSE_MS);
  }

  async function tell() {
    timer = undefined;
    for (const [roomId, seq] of [...waiting]) {
      const payload = { roomId, seq };
      const answer = await transport.request('room:read', payload, ANSWER_TIMEOUT_MS).catch(() => undefined);
      if (!answer || (!answer.success && answer.retryable)) return;
      if (waiting.get(roomId) === seq) waiting.delete(roomId);
    }
  }

  return { mark, connected: () => void tell(), stop: () => clearTimeout(timer) };
}
