import type { Message } from '@chatket/contract';
import { useStore } from 'zustand';
import { isFolded } from './blocks-store';
import { useChatStores } from './context';

/** Whether what stands outside the timeline, as a quote or a result, is folded as its message is. */
export function useIsFolded(message: Pick<Message, 'messageId' | 'sender'>): boolean {
  const { blocks } = useChatStores();
  return useStore(blocks, (state) => isFolded(state, message));
}
