import type { AckFailure, Message } from '@chatket/contract';
import { useMemo } from 'react';
import { ApiError } from '../../api';
import { explain } from '../../api/explain';
import { useRealtime } from '../../realtime';

type Target = Pick<Message, 'roomId' | 'messageId'>;

/** Hides messages and shows them again. Each resolves with why it was not done, or nothing. */
export function useHiding() {
  const realtime = useRealtime();
  return useMemo(() => {
    const ask = async (event: 'message:hide' | 'message:show', { roomId, messageId }: Target) => {
      const answer = await realtime.ask(event, { roomId, messageId });
      return answer?.success ? undefined : explain(problemOf(answer));
    };
    return {
      hide: (target: Target) => ask('message:hide', target),
      show: (target: Target) => ask('message:show', target),
    };
  }, [realtime]);
}

function problemOf(answer: AckFailure | undefined): ApiError {
  return new ApiError({ code: answer?.code ?? 'OFFLINE', message: answer?.error ?? '' });
}
