import type { ServerBanBody, ServerPerson, ServerRoom } from '@chatket/contract';
import { useState } from 'react';
import { useServerApi } from './server-api';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { type Order, OrderDialog } from './OrderDialog';
import { PickPerson } from './PickPerson';
import type { RoomDeed } from './RoomEntry';

interface RoomDialogsProps {
  kind: RoomDeed;
  room: ServerRoom;
  onDone: () => void;
  onClose: () => void;
}

/** What is done in a room from outside: each says before what everybody there will see. */
export function RoomDialogs({ kind, room, onDone, onClose }: RoomDialogsProps) {
  const { t } = useLocale();
  const api = useServerApi();
  const { toasts } = usePageStores();
  const [person, setPerson] = useState<ServerPerson>();
  const about = { room: room.name, name: person?.username ?? '' };
  const finish = async (deed: Promise<unknown>, done: string) => {
    await deed;
    toasts.actions.show(done);
    onDone();
  };

  async function ban(order: Order) {
    if (!person) return;
    await finish(api.ban(room.id, person.id, bodyOf(order)), t('server.banned', about));
  }

  if (kind === 'join')
    return (
      <OrderDialog
        title={t('server.joinNamed', about)}
        hint={t('server.joinHint')}
        doLabel={t('server.join')}
        onDo={() => finish(api.join(room.id), t('server.joined', about))}
        onClose={onClose}
      />
    );
  const pick = <PickPerson picked={person} onPick={setPerson} />;
  if (kind === 'unban')
    return (
      <OrderDialog
        title={t('server.unban')}
        hint={t('server.unbanHint', about)}
        doLabel={person ? t('server.unbanNow', about) : t('server.unban')}
        isReady={person !== undefined}
        onDo={async () => {
          if (person) await finish(api.unban(room.id, person.id), t('server.unbanned', about));
        }}
        onClose={onClose}
      >
        {pick}
      </OrderDialog>
    );
  if (kind === 'appoint')
    return (
      <OrderDialog
        title={t('server.appoint')}
        hint={t('server.appointHint', about)}
        doLabel={person ? t('server.appointNow', about) : t('server.appoint')}
        isReady={person !== undefined}
        onDo={async () => {
          if (person) await finish(api.appoint(room.id, person.id), t('server.appointed', about));
        }}
        onClose={onClose}
      >
        {pick}
      </OrderDialog>
    );
  return (
    <OrderDialog
      title={t('server.ban')}
      hint={t('server.banHint', about)}
      doLabel={person ? t('server.banNow', about) : t('server.ban')}
      isReady={person !== undefined}
      lengths={['ever', 'day', 'week', 'month']}
      onDo={ban}
      onClose={onClose}
    >
      {pick}
    </OrderDialog>
  );
}

/** A ban from now on. */
function bodyOf({ seconds, reason }: Order): ServerBanBody {
  const until = seconds === undefined ? undefined : new Date(Date.now() + seconds * 1_000).toISOString();
  return { ...(until !== undefined && { until }), ...(reason !== undefined && { reason }) };
}
