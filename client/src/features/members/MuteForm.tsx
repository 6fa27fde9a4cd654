import type { MuteBody } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { Segmented } from '../../ui/Segmented';
import { FormButtons } from './FormButtons';
import { useReason } from './ReasonField';
import { DURATIONS } from './words';

interface MuteFormProps {
  onMute: (body: MuteBody) => Promise<void>;
  onCancel: () => void;
}

/** For how long somebody may not write, and why. */
export function MuteForm({ onMute, onCancel }: MuteFormProps) {
  const { t } = useLocale();
  const [length, setLength] = useState<keyof typeof DURATIONS>('hour');
  const [isBusy, setIsBusy] = useState(false);
  const { reason, isTooLong, field } = useReason();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isTooLong) return;
        setIsBusy(true);
        void onMute({ seconds: DURATIONS[length], reason }).finally(() => setIsBusy(false));
      }}
    >
      <p className="mb-4 text-13 text-quiet">{t('members.mute.hint')}</p>
      <div className="mb-4">
        <Segmented
          label={t('members.howLong')}
          value={length}
          options={[
            { value: 'hour', label: t('members.length.hour') },
            { value: 'day', label: t('members.length.day') },
            { value: 'week', label: t('members.length.week') },
          ]}
          onChange={setLength}
        />
      </div>
      {field}
      <FormButtons label={t('members.mute')} isBusy={isBusy} isDisabled={isTooLong} onCancel={onCancel} />
    </form>
  );
}
