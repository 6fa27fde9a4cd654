import { codePointLength, LIMITS, type Room } from '@chatket/contract';
import { useState } from 'react';
import { explain } from '../../api';
import { Button, Dialog, TextField } from '../../ui';
import { useRoomActions } from './use-room-actions';

interface CreateRoomDialogProps {
  initialName: string;
  onClose: () => void;
  onCreated: (room: Room) => void;
}

export function CreateRoomDialog({ initialName, onClose, onCreated }: CreateRoomDialogProps) {
  const { create } = useRoomActions();
  const [name, setName] = useState(initialName);
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const spare = LIMITS.roomNameMax - codePointLength(name.trim());

  async function submit() {
    if (name.trim() === '') return setError('Give the room a name.');
    if (spare < 0) return setError(`At most ${LIMITS.roomNameMax} characters, please.`);
    setIsBusy(true);
    try {
      onCreated(await create(name));
    } catch (problem) {
      setError(explain(problem));
      setIsBusy(false);
    }
  }

  return (
    <Dialog title="Create a room" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label="Room name"
          dir="auto"
          autoFocus
          autoComplete="off"
          value={name}
          error={error}
          hint={spare < 20 ? `${spare} characters left` : 'Everyone on this server can find and join it.'}
          onChange={(event) => {
            setName(event.target.value);
            setError(undefined);
          }}
        />
        <div className="mt-4 flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isBusy={isBusy}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
