import type { RemoveMemberBody } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { Segmented } from '../../ui/Segmented';
import { Switch } from '../../ui/Switch';
import { FormButtons } from './FormButtons';
import { useReason } from './ReasonField';
import { DURATIONS } from './words';

interface RemoveFormProps {
  isBan: boolean;
  onRemove: (body: RemoveMemberBody) => Promise<void>;
  onCancel: () => void;
}

type Length = keyof typeof DURATIONS | 'ever';

/** How somebody is put out: for now, or with a ban until it ends. */
export function RemoveForm({ isBan, onRemove, onCancel }: RemoveFormProps) {
  const { t } = useLocale();
  const [length, setLength] = useState<Length>('ever');
  const [deleteMessages, setDeleteMessages] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const { reason, isTooLong, field } = useReason();

  function bodyOf(): RemoveMemberBody {
    const until =
      isBan && length !== 'ever' ? new Date(Date.now() + DURATIONS[length] * 1_000).toISOString() : undefined;
    return { ban: isBan, deleteMessages, ...(until && { until }), ...(reason && { reason }) };
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isTooLong) return;
        setIsBusy(true);
        void onRemove(bodyOf()).finally(() => setIsBusy(false));
      }}
    >
      <p className="mb-4 text-13 text-quiet">{t(isBan ? 'members.ban.hint' : 'members.remove.hint')}</p>
      {isBan && (
        <div className="mb-4">
          <Segmented
            label={t('members.howLong')}
            value={length}
            options={[
              { value: 'hour', label: t('members.length.hour') },
              { value: 'day', label: t('members.length.day') },
              { value: 'week', label: t('members.length.week') },
              { value: 'ever', label: t('members.length.ever') },
            ]}
            onChange={setLength}
          />
        </div>
      )}
      {field}
      <div className="mt-3">
        <Switch
          label={t('members.deleteMessages')}
          hint={t('members.deleteMessagesHint')}
          isOn={deleteMessages}
          onChange={setDeleteMessages}
        />
      </div>
      <FormButtons
        label={t(isBan ? 'members.ban' : 'members.remove')}
        isBusy={isBusy}
        isDisabled={isTooLong}
        onCancel={onCancel}
      />
    </form>
  );
}
