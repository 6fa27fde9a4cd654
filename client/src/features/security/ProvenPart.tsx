import { type ReactNode, useState } from 'react';
import { ApiError, useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { focusIfLost } from '../../lib/focus-if-lost';
import { usePageStores } from '../../store';
import { Button, ErrorNote } from '../../ui';
import { type Field, FieldForm } from './FieldForm';

interface ProvenPartProps {
  path: string;
  /** As the server calls it. */
  name: string;
  /** The one that is set. */
  value: string | null;
  title: string;
  /** What is said of it, and of there being none. */
  hint: ReactNode;
  field: Field;
  sentTo: (value: string) => ReactNode;
  words: { add: string; change: string; remove: string; saved: string; taken?: string };
  /** It is not what it was. */
  onChange: () => void;
}

type Step = { kind: 'rest' } | { kind: 'type' } | { kind: 'code'; value: string };

/** An address or a phone of my account, which counts when I have brought the code that was sent there. */
export function ProvenPart(props: ProvenPartProps) {
  const { path, name, value, title, hint, field, sentTo, words } = props;
  const { t } = useLocale();
  const { request } = useApi();
  const { toasts } = usePageStores();
  const [step, setStep] = useState<Step>({ kind: 'rest' });
  const [error, setError] = useState<string>();

  const [hasMoved, setHasMoved] = useState(false);
  const rest = () => {
    setHasMoved(true);
    setStep({ kind: 'rest' });
    props.onChange();
  };

  async function propose(typed: string) {
    await request({ method: 'PUT', path, body: { [name]: typed } });
    setStep({ kind: 'code', value: typed });
  }

  async function confirm(typed: string, code: string) {
    try {
      await request({ method: 'POST', path: `${path}/verify`, body: { [name]: typed, code } });
    } catch (failure) {
      // It was proven all the same: another code would not help.
      if (!(failure instanceof ApiError) || failure.code !== 'CONFLICT') throw failure;
      rest();
      setError(words.taken);
      return;
    }
    toasts.actions.show(words.saved);
    rest();
  }

  async function remove() {
    setError(undefined);
    try {
      await request({ method: 'DELETE', path });
      rest();
    } catch (failure) {
      setError(explain(failure));
    }
  }

  return (
    <div>
      <h4 className="text-13 font-medium">{title}</h4>
      {step.kind === 'rest' && (
        <>
          <p className="mb-1 text-13 wrap-anywhere text-quiet">{hint}</p>
          {error !== undefined && <ErrorNote>{error}</ErrorNote>}
          <div className="mt-1 flex gap-2">
            <Button
              key={value}
              ref={hasMoved ? focusIfLost : undefined}
              size="small"
              onClick={() => setStep({ kind: 'type' })}
            >
              {value === null ? words.add : words.change}
            </Button>
            {value !== null && (
              <Button size="small" onClick={() => void remove()}>
                {words.remove}
              </Button>
            )}
          </div>
        </>
      )}
      {step.kind === 'type' && (
        <FieldForm field={field} action={t('security.emailSend')} onSubmit={propose} onCancel={rest} />
      )}
      {step.kind === 'code' && (
        <>
          <p className="mb-2 text-13 wrap-anywhere text-quiet">{sentTo(step.value)}</p>
          <FieldForm
            field={{ label: t('security.factorCode'), name: 'code', autoComplete: 'one-time-code' }}
            action={t('security.emailConfirm')}
            onSubmit={(code) => confirm(step.value, code)}
            onCancel={rest}
          />
        </>
      )}
    </div>
  );
}
