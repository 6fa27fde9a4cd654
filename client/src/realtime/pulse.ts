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
  let isSeen = false;
  let isIdle: boolean | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  function tellLook() {
    const payload = { roomId: isSeen ? openRoom : undefined };
    void transport.request('presence:look', payload, ANSWER_TIMEOUT_MS).catch(() => undefined);
  }

  async function beat() {
    if (isSeen) tellLook();
    const payload = { roomId: openRoom, isIdle };
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
      if (isSeen) tellLook();
    },
    beIdle: (isNow: boolean) => {
      isIdle = isNow;
      void beat();
    },
    attend: (isAttentive: boolean) => {
      isSeen = isAttentive;
      tellLook();
    },
  };
}
