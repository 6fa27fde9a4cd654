import { LIMITS } from '@chatket/contract';
import type { Transport } from './transport';

const ANSWER_TIMEOUT_MS = 10_000;

interface Options {
  transport: Transport;
  onHead: (roomId: string, seq: number) => void;
}

/** Says "I am here, looking at this room" in a steady beat and hears the heads of my rooms in return. */
export function createPulse({ transport, onHead }: Options) {
  let openRoom: string | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  async function beat() {
    const payload = { roomId: openRoom };
    const answer = await transport
      .request('presence:ping', payload, ANSWER_TIMEOUT_MS)
      .catch(() => undefined);
    if (!answer?.success) return;
    for (const [roomId, seq] of Object.entries(answer.heads)) onHead(roomId, seq);
  }

  function start() {
    clearInterval(timer);
    timer = setInterval(() => void beat(), LIMITS.presencePingIntervalMs);
    void beat();
  }

  return {
    start,
    stop: () => clearInterval(timer),
    look: (roomId: string | undefined) => {
      openRoom = roomId;
    },
  };
}
