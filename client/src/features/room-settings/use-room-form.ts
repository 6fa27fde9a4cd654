import { decide, type Action, type ErrorCode, type PublicConfig, type Room } from '@chatket/contract';
import { useCallback, useState } from 'react';
import { ApiError, useApi } from '../../api';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLoaded } from '../../lib/use-loaded';
import { useChatStores } from '../../store';
import { changesOf, formOf, problemsOf, REFUSED, type Field, type Form, type Problems } from './form';

/** What I have changed of a room's settings and not saved yet, and what is wrong with it. */
export function useRoomForm(room: Room) {
  const api = useMoreApi();
  const { rooms } = useChatStores();
  const [before, setBefore] = useState(() => formOf(room));
  const [form, setForm] = useState(before);
  const [refused, setRefused] = useState<Problems>({});
  const [error, setError] = useState<string>();
  const [state, setState] = useState<'open' | 'busy' | 'saved'>('open');
  const config = useConfig();
  const bounds = config ?? { messageTextMax: rooms.getState().textMax, roomRateMax: 1_000 };
  const changes = changesOf(before, form);
  const problems = { ...problemsOf(form, bounds), ...refused };
  const isChanged = Object.keys(changes).length > 0;

  function set(field: Field, value: string) {
    setForm((known) => ({ ...known, [field]: value }));
    setRefused(({ [field]: _again, ...rest }) => rest);
    setError(undefined);
    setState('open');
  }

  /** Does something to the room and shows it as it is then. */
  async function run(task: () => Promise<Room>): Promise<boolean> {
    setState('busy');
    setError(undefined);
    try {
      const after = await task();
      rooms.actions.upsert(after);
      setState('saved');
      return true;
    } catch (problem) {
      const fields = problem instanceof ApiError ? problem.fields : [];
      const named = fields.filter(({ field }) => field in form);
      if (named.length > 0) setRefused(Object.fromEntries(named.map(({ field }) => [field, REFUSED])));
      else setError(explain(problem));
      setState('open');
      return false;
    }
  }

  async function save() {
    if (!isChanged || Object.keys(problems).length > 0) return;
    const sent: Form = form;
    if (await run(() => api.changeRoom(room.id, changes))) setBefore(trimmed(sent));
  }

  return {
    room,
    form,
    set,
    problems,
    error,
    config,
    isBusy: state === 'busy',
    isSaved: state === 'saved',
    canSave: isChanged && Object.keys(problems).length === 0,
    save,
    run,
    /** Why I may not do it. */
    refusal: (action: Action): ErrorCode | undefined => {
      const decision = decide(action, {
        role: room.role ?? null,
        kind: room.kind,
        isArchived: room.archivedAt !== undefined,
      });
      return decision.isAllowed ? undefined : decision.because;
    },
  };
}

export type RoomForm = ReturnType<typeof useRoomForm>;

function trimmed(form: Form): Form {
  const fields = Object.keys(form) as Field[];
  return fields.reduce((done, field) => ({ ...done, [field]: form[field].trim() }), form);
}

/** What the server lets rooms say; nothing while that is not known. */
function useConfig(): PublicConfig | undefined {
  const api = useApi();
  return useLoaded(useCallback(() => api.config(), [api])).known;
}
