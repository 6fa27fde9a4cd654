import { HANDOFF_DIGITS, type Handoff, type HandoffApproval, type HandoffState } from '@chatket/contract';
import { Suspense, useEffect, useRef, useState } from 'react';
import { ApiError, useApi } from '../../../api';
import { explain } from '../../../api/explain';
import { useLocale } from '../../../i18n';
import { later } from '../../../lib';
import { focusIfLost } from '../../../lib/focus-if-lost';
import { usePageStores } from '../../../store';
import { Button, ErrorNote } from '../../../ui';
import { TextField } from '../../../ui/TextField';
import { deviceName } from '../device-name';
import { useEvery } from './use-every';

const QrCode = later(async () => (await import('../../../ui/QrCode')).QrCode);

const PATH = '/me/handoff';
const LOOK_MS = 1_000;

/** Lets another device of mine in: it opens what the code leads to, and shows a number that I type here. */
export function HandOver({ onHandedOver }: { onHandedOver: () => void }) {
  const { t, rich } = useLocale();
  const { request } = useApi();
  const { toasts } = usePageStores();
  const [offer, setOffer] = useState<Handoff>();
  const [state, setState] = useState<HandoffState>();
  const [number, setNumber] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const [hasBegun, setHasBegun] = useState(false);
  const hasAsked = state?.state === 'asked';

  /** What an answer is about may have been ended here meanwhile. */
  const current = useRef<string>(undefined);
  useEffect(() => {
    current.current = offer?.id;
  }, [offer]);

  useEvery(LOOK_MS, offer !== undefined, async () => {
    const asked = offer?.id;
    try {
      const { body } = await request<HandoffState>({ path: `${PATH}/${asked ?? ''}` });
      if (current.current === asked) setState(body);
    } catch (failure) {
      if (current.current !== asked) return;
      if (!(failure instanceof ApiError) || failure.code !== 'NOT_FOUND') return;
      // What was let in has come, or never does.
      close(state?.state === 'approved' ? undefined : t('handoff.over'));
      onHandedOver();
    }
  });

  // What is offered is not left standing; a device that was let in may still come.
  useEffect(() => {
    if (!offer) return undefined;
    return () => void request({ method: 'DELETE', path: PATH }).catch(() => undefined);
  }, [offer, request]);

  function close(problem?: string) {
    setOffer(undefined);
    setState(undefined);
    setNumber('');
    setError(problem);
  }

  async function attempt(task: () => Promise<void>) {
    setIsBusy(true);
    setError(undefined);
    try {
      await task();
    } catch (failure) {
      const code = failure instanceof ApiError ? failure.code : undefined;
      if (code === 'INVALID_CODE') close(t('handoff.wrong'));
      else if (code === 'NOT_FOUND') close(t('handoff.over'));
      // Whatever else it was, the offer stands, and what was typed.
      else setError(explain(failure));
    } finally {
      setIsBusy(false);
    }
  }

  const begin = () =>
    attempt(async () => {
      setOffer((await request<Handoff>({ method: 'POST', path: PATH })).body);
      setHasBegun(true);
    });

  const approve = ({ id }: Handoff) =>
    attempt(async () => {
      const body = { number } satisfies HandoffApproval;
      await request({ method: 'POST', path: `${PATH}/${id}/approval`, body });
      setState({ state: 'approved' });
      toasts.actions.show(t('handoff.done'));
    });

  if (!offer)
    return (
      <div className="mt-3">
        <h4 className="text-13 font-medium">{t('handoff.title')}</h4>
        <p className="mb-1 text-13 text-quiet">{t('handoff.hint')}</p>
        {error !== undefined && <ErrorNote>{error}</ErrorNote>}
        <Button
          ref={hasBegun ? focusIfLost : undefined}
          size="small"
          className="mt-1"
          isBusy={isBusy}
          onClick={() => void begin()}
        >
          {t('handoff.begin')}
        </Button>
      </div>
    );
  return (
    <form
      noValidate
      ref={showIt}
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (number.length === HANDOFF_DIGITS) void approve(offer);
      }}
    >
      <h4 className="text-13 font-medium">{t('handoff.title')}</h4>
      <p role="status" className="text-13 text-quiet">
        {hasAsked
          ? rich('handoff.asks', {
              device: <bdi>{deviceName(state.agent, t)}</bdi>,
              network: <bdi dir="ltr">{state.network}</bdi>,
            })
          : t(state?.state === 'approved' ? 'handoff.done' : 'handoff.scan')}
      </p>
      {(state?.state ?? 'offered') === 'offered' && (
        <Suspense fallback={<div className="h-56" />}>
          <QrCode text={`${window.location.origin}/device#${offer.token}`} label={t('handoff.qr')} />
        </Suspense>
      )}
      {hasAsked && (
        <TextField
          className="mt-2"
          label={t('handoff.number')}
          hint={t('handoff.numberHint')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={HANDOFF_DIGITS}
          autoFocus
          value={number}
          onChange={(event) => setNumber(event.target.value.replace(/\D/g, ''))}
        />
      )}
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
      <div className="mt-3 flex justify-end gap-2">
        <Button ref={focusIfLost} onClick={() => close()}>
          {t('handoff.cancel')}
        </Button>
        {hasAsked && (
          <Button type="submit" look="primary" isBusy={isBusy} disabled={number.length !== HANDOFF_DIGITS}>
            {t('handoff.approve')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** What has just come is below what was in sight. */
function showIt(form: HTMLElement | null) {
  form?.scrollIntoView({ block: 'center' });
}
