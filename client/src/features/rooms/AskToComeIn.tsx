import { LIMITS, type RequestState, type Room } from '@chatket/contract';
import { useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { focusIfLost } from '../../lib/focus-if-lost';
import { Button } from '../../ui';
import { TextArea } from '../../ui/TextArea';
import { useRoomActions } from './use-room-actions';

interface AskToComeInProps {
  room: Pick<Room, 'id' | 'name' | 'request'>;
  /** What became of it: undefined where I ask no more. */
  onRequest: (request: RequestState | undefined) => void;
  /** One need not ask any more, and I am in. */
  onIn?: (room: Room) => void;
}

/** Asking the moderators of a room to be let in, with a word to them, and taking that back. */
export function AskToComeIn({ room, onRequest, onIn }: AskToComeInProps) {
  const { t } = useLocale();
  const { ask, takeBack } = useRoomActions();
  const [text, setText] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [hasActed, setHasActed] = useState(false);
  const begins = { tabIndex: -1, ref: hasActed ? focusIfLost : undefined };

  async function attempt(work: () => Promise<void>) {
    setIsBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (problem) {
      setError(explain(problem));
    }
    setIsBusy(false);
  }
  const put = () =>
    attempt(async () => {
      const entered = await ask(room.id, text.trim());
      if (entered) return onIn?.(entered);
      setHasActed(true);
      onRequest('waiting');
    });
  const withdraw = () =>
    attempt(async () => {
      await takeBack(room.id);
      setHasActed(true);
      onRequest(undefined);
    });

  return (
    <div className="w-full">
      {room.request === undefined && (
        <form
          className="text-start"
          onSubmit={(event) => {
            event.preventDefault();
            void put();
          }}
        >
          <p {...begins} className="mb-3 text-quiet outline-none">
            {t('ask.first')}
          </p>
          <TextArea
            label={t('invite.askText')}
            maxLength={LIMITS.requestTextMax}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" look="primary" isBusy={isBusy}>
            {t('invite.ask')}
          </Button>
        </form>
      )}
      <div aria-live="polite">
        {room.request === 'waiting' && (
          <>
            <p {...begins} className="font-medium outline-none">
              {t('invite.asked')}
            </p>
            <p className="mt-1 mb-3 text-quiet">{t('invite.askedHint', { room: room.name })}</p>
            <Button isBusy={isBusy} onClick={() => void withdraw()}>
              {t('ask.takeBack')}
            </Button>
          </>
        )}
        {room.request === 'refused' && <p className="text-quiet">{t('ask.refused')}</p>}
      </div>
      {error && (
        <p role="alert" className="mt-2 text-13 text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
