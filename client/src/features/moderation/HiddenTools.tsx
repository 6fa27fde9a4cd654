import { type HiddenText, type Message, ROLES } from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useChatStores } from '../../store';
import { Button } from '../../ui';
import { useHiding } from './use-hiding';

/** What moderators do with a message that is hidden: look at it, and show it to everybody again. */
export function HiddenTools({ message: { roomId, messageId } }: { message: Message }) {
  const { t } = useLocale();
  const { rooms } = useChatStores();
  const { request } = useApi();
  const { show } = useHiding();
  const role = useStore(rooms, (state) => state.mine[roomId]?.role ?? ROLES.member);
  const [text, setText] = useState<string>();
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  if (role < ROLES.moderator) return null;

  async function run(task: () => Promise<string | undefined>) {
    setIsBusy(true);
    setError(await task());
    setIsBusy(false);
  }

  const look = () =>
    run(async () => {
      try {
        setText((await request<HiddenText>({ path: `/messages/${messageId}/hidden` })).body.text);
        return undefined;
      } catch (problem) {
        return explain(problem);
      }
    });

  return (
    <div className="mt-1">
      {text !== undefined && (
        <p
          dir="auto"
          className="mb-1 max-h-60 overflow-y-auto rounded-lg border border-line bg-surface-0 px-3 py-2 whitespace-pre-wrap wrap-anywhere"
        >
          {text}
        </p>
      )}
      {error !== undefined && (
        <p role="alert" className="mb-1 text-13 text-danger">
          {error}
        </p>
      )}
      <div className="-ms-2.5 flex flex-wrap">
        {text === undefined ? (
          <Button look="quiet" size="small" disabled={isBusy} onClick={() => void look()}>
            {t('hide.look')}
          </Button>
        ) : (
          <Button look="quiet" size="small" onClick={() => setText(undefined)}>
            {t('hide.fold')}
          </Button>
        )}
        <Button
          look="quiet"
          size="small"
          disabled={isBusy}
          onClick={() => void run(() => show({ roomId, messageId }))}
        >
          {t('hide.show')}
        </Button>
      </div>
    </div>
  );
}
