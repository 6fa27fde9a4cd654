import { codePointLength, LIMITS, type Room, textProblem } from '@chatket/contract';
import { useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { useRoomActions } from './use-room-actions';

interface CreateRoomDialogProps {
  initialName: string;
  onClose: () => void;
  onCreated: (room: Room) => void;
}

export function CreateRoomDialog({ initialName, onClose, onCreated }: CreateRoomDialogProps) {
  const { t } = useLocale();
  const { create } = useRoomActions();
  const [name, setName] = useState(initialName);
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const spare = LIMITS.roomNameMax - codePointLength(name.trim());

  const problem = textProblem(name.trim(), LIMITS.roomNameMax);

  async function submit() {
    if (problem !== undefined) return;
    setIsBusy(true);
    try {
      onCreated(await create(name));
    } catch (problem) {
      setError(explain(problem));
      setIsBusy(false);
    }
  }

  return (
    <Dialog title={t('rooms.createTitle')} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label={t('rooms.name')}
          dir="auto"
          autoFocus
          autoComplete="off"
          value={name}
          error={
            problem === 'tooLong'
              ? t('rooms.nameTooLong', { count: LIMITS.roomNameMax })
              : problem === 'unstorable'
                ? t('error.roomName')
                : error
          }
          hint={spare < 20 ? t('rooms.nameSpare', { count: spare }) : t('rooms.nameHint')}
          onChange={(event) => {
            setName(event.target.value);
            setError(undefined);
          }}
        />
        <div className="mt-4 flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" look="primary" isBusy={isBusy} disabled={problem !== undefined}>
            {t('rooms.createNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
