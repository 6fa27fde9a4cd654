import {
  type CreateInviteBody,
  type ErrorCode,
  decide,
  isGuestName,
  type NewInvite,
  type Room,
} from '@chatket/contract';
import { useCallback, useMemo, useState } from 'react';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale, type MessageId } from '../../i18n';
import { useChatStores } from '../../store';
import { Dialog } from '../../ui/Dialog';
import { inviteApi } from './invite-api';
import { LinkList } from './LinkList';
import { MadeLink } from './MadeLink';
import { NewLink } from './NewLink';
import { RequestList } from './RequestList';
import { useLoaded } from '../../lib/use-loaded';

interface InviteDialogProps {
  room: Room;
  onClose: () => void;
}

const WHY_NOT: Partial<Record<ErrorCode, MessageId>> = {
  NOT_FOR_GUESTS: 'error.notForGuests',
  INVITES_PAUSED: 'error.invitesPaused',
};

/** Bringing others into a room: who waits for an answer, a new link, and the links that work. */
export function InviteDialog({ room, onClose }: InviteDialogProps) {
  const { t } = useLocale();
  const { me } = useChatStores();
  const request = useApi();
  const api = useMemo(() => inviteApi(request), [request]);
  const [made, setMade] = useState<NewInvite>();
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const { loaded } = useLoaded(useCallback(() => api.hasGuests(), [api]));
  const facts = {
    role: room.role ?? 0,
    kind: room.kind,
    inviteGate: room.inviteGate,
    isGuest: isGuestName(me.username),
  };
  const mayInvite = decide('invite', {
    ...facts,
    isArchived: room.archivedAt !== undefined,
    isRaid: room.raidSince !== undefined,
  });

  async function make(body: CreateInviteBody) {
    setIsBusy(true);
    setError(undefined);
    try {
      setMade(await api.create(room.id, body));
    } catch (problem) {
      setError(explain(problem));
    }
    setIsBusy(false);
  }

  return (
    <Dialog title={t('invites.title', { room: room.name })} onClose={onClose}>
      <div className="space-y-5">
        {decide('moderate', facts).isAllowed && <RequestList room={room} api={api} />}
        {mayInvite.isAllowed ? (
          <>
            {made ? (
              <MadeLink token={made.token} roomName={room.name} onAnother={() => setMade(undefined)} />
            ) : (
              <NewLink
                room={room}
                hasGuests={loaded.state === 'ready' && loaded.value}
                isBusy={isBusy}
                onMake={(body) => void make(body)}
              />
            )}
            {error && (
              <p role="alert" className="text-13 text-danger">
                {error}
              </p>
            )}
            <LinkList key={made?.id} room={room} api={api} />
          </>
        ) : (
          <p className="text-13 text-quiet">{t(WHY_NOT[mayInvite.because] ?? 'error.forbidden')}</p>
        )}
      </div>
    </Dialog>
  );
}
