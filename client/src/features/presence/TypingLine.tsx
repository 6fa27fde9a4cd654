import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useSteadyNow } from '../../lib';
import { useCalled } from '../../people';
import { useChatStores } from '../../store';
import { TypingDots } from '../../ui/TypingDots';
import { typingText } from './typing-text';

const NOBODY: readonly never[] = [];

/** The line above the composer. Its height is always there. */
export function TypingLine({ roomId }: { roomId: string }) {
  const { t } = useLocale();
  const { me, presence } = useChatStores();
  const typists = useStore(presence, (state) => state.typists[roomId] ?? NOBODY);
  const now = useSteadyNow(typists.length > 0 ? 500 : null);
  const others = typists.filter((typist) => typist.id !== me.id && typist.expiresAt > now);
  const text = typingText(useCalled(others), t);

  return (
    <div aria-live="off" className="flex h-6 min-w-0 items-center gap-2 px-1 text-12 text-quiet">
      {text && (
        <>
          <TypingDots />
          <span className="truncate">{text}</span>
        </>
      )}
    </div>
  );
}
