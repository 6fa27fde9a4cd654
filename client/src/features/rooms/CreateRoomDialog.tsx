import { codePointLength, LIMITS, type Room, textProblem } from '@chatket/contract';
import { useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { Segmented } from '../../ui/Segmented';
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
  const [kind, setKind] = useState<'public' | 'private'>('public');
  const [topic, setTopic] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const spare = LIMITS.roomNameMax - codePointLength(name.trim());

  const problem = textProblem(name.trim(), LIMITS.roomNameMax);

  const isTopicTooLong = codePointLength(topic.trim()) > LIMITS.roomTopicMax;

  async function submit() {
    if (problem !== undefined || isTopicTooLong) return;
    setIsBusy(true);
    try {
      onCreated(await create({ name, kind, topic }));
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
          hint={spare < 20 ? t('rooms.nameSpare', { count: spare }) : undefined}
          onChange={(event) => {
            setName(event.target.value);
            setError(undefined);
          }}
        />
        <TextField
          label={t('rooms.topicLabel')}
          dir="auto"
          autoComplete="off"
          className="mt-2"
          value={topic}
          error={isTopicTooLong ? t('rooms.nameTooLong', { count: LIMITS.roomTopicMax }) : undefined}
          onChange={(event) => {
            setTopic(event.target.value);
            setError(undefined);
          }}
        />
        <Segmented
          label={t('roomSettings.kind')}
          value={kind}
          options={[
            { value: 'public', label: t('roomSettings.public') },
            { value: 'private', label: t('roomSettings.private') },
          ]}
          hint={t(kind === 'private' ? 'roomSettings.privateHint' : 'roomSettings.publicHint')}
          onChange={setKind}
        />
        <div className="mt-4 flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            look="primary"
            isBusy={isBusy}
            disabled={problem !== undefined || isTopicTooLong}
          >
            {t('rooms.createNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
