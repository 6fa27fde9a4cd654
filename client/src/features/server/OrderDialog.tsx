import { codePointLength, LIMITS } from '@chatket/contract';
import { type ReactNode, useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { Segmented } from '../../ui/Segmented';
import { TextField } from '../../ui/TextField';

const DAY_S = 24 * 60 * 60;
/** In seconds; nothing is for good. */
const LENGTHS = {
  hour: 60 * 60,
  day: DAY_S,
  week: 7 * DAY_S,
  month: 28 * DAY_S,
  ever: undefined,
} as const;
type Length = keyof typeof LENGTHS;

export interface Order {
  seconds?: number | undefined;
  reason?: string | undefined;
}

interface OrderDialogProps {
  title: string;
  hint: string;
  doLabel: string;
  /** What comes before it can be done, such as whom it is done to. */
  children?: ReactNode;
  isReady?: boolean;
  /** Missing where it has no end and no reason. */
  lengths?: readonly Length[];
  /** What it rejects with is told here: over a dialog nothing else is seen. */
  onDo: (order: Order) => Promise<void>;
  onClose: () => void;
}

/** What is done to somebody, for how long, and why; or to a room. */
export function OrderDialog(props: OrderDialogProps) {
  const { title, hint, doLabel, children, isReady = true, lengths, onDo, onClose } = props;
  const { t } = useLocale();
  const [length, setLength] = useState<Length>(lengths?.[0] ?? 'ever');
  const [reason, setReason] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();
  const isTooLong = codePointLength(reason.trim()) > LIMITS.orderReasonMax;

  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isTooLong || !isReady) return;
          setIsBusy(true);
          setError(undefined);
          void onDo({ seconds: LENGTHS[length], reason: reason.trim() || undefined })
            .catch((problem: unknown) => setError(explain(problem)))
            .finally(() => setIsBusy(false));
        }}
      >
        <p className="mb-4 text-13 text-pretty text-quiet">{hint}</p>
        {children}
        {lengths && (
          <>
            <div className="mb-4">
              <Segmented
                label={t('server.howLong')}
                value={length}
                options={lengths.map((value) => ({ value, label: t(`server.length.${value}`) }))}
                onChange={setLength}
              />
            </div>
            <TextField
              label={t('server.reason')}
              hint={t('server.reasonHint')}
              error={isTooLong ? t('server.reasonTooLong', { count: LIMITS.orderReasonMax }) : undefined}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
        <p role="alert" className="mt-2 text-13 text-danger empty:hidden">
          {error}
        </p>
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={onClose}>{t('server.cancel')}</Button>
          <Button
            type="submit"
            look={lengths ? 'danger' : 'primary'}
            isBusy={isBusy}
            disabled={isTooLong || !isReady}
          >
            {doLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
