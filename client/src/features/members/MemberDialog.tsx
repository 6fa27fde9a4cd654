import {
  type Decision,
  decide,
  isBotName,
  isGuestName,
  ROLES,
  type Room,
  type RosterUser,
} from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { useCalled } from '../../people';
import { useChatStores } from '../../store';
import { useStore } from 'zustand';
import { Dialog } from '../../ui/Dialog';
import { factsOf } from './facts';
import { MemberCard, type Step } from './MemberCard';
import { MuteForm } from './MuteForm';
import { RemoveForm } from './RemoveForm';
import { useOrders } from './use-orders';

interface MemberDialogProps {
  room: Room;
  user: RosterUser;
  onClose: () => void;
  onDone: () => void;
}

/** The server has them own nothing. */
const NO_OWNER: Decision = { isAllowed: false, because: 'FORBIDDEN', need: 'own' };

/** Somebody of the room: what they are, what I may do about it and, for what I may not, why. */
export function MemberDialog({ room, user, onClose, onDone }: MemberDialogProps) {
  const { t } = useLocale();
  const { me, roles } = useChatStores();
  const [step, setStep] = useState<Step>('card');
  const orders = useOrders(room);
  const role = useStore(roles, (state) => state.byRoom[room.id]?.[user.id] ?? 0);
  const isMe = user.id === me.id;
  const facts = {
    ...factsOf(room, me),
    targetRole: role,
    isTargetGuest: isGuestName(user.username),
    isOwn: isMe,
  };
  const [name = user.username] = useCalled([user]);
  const back = () => setStep('card');
  const title = {
    card: name,
    mute: t('members.mute.title', { name }),
    remove: t('members.remove.title', { name }),
    ban: t('members.ban.title', { name }),
  }[step];

  return (
    <Dialog key={step} title={title} onClose={onClose}>
      {step === 'card' && (
        <MemberCard
          room={room}
          user={user}
          role={role}
          isMe={isMe}
          decisionOn={(action, newRole) =>
            newRole === ROLES.owner && isBotName(user.username)
              ? NO_OWNER
              : decide(action, { ...facts, newRole })
          }
          orders={orders}
          onStep={setStep}
          onDone={onDone}
        />
      )}
      {step === 'mute' && (
        <MuteForm
          onCancel={back}
          onMute={async (body) => {
            if (await orders.mute(user, body)) onDone();
          }}
        />
      )}
      {(step === 'remove' || step === 'ban') && (
        <RemoveForm
          isBan={step === 'ban'}
          onCancel={back}
          onRemove={async (body) => {
            if (await orders.remove(user, body, role)) onDone();
          }}
        />
      )}
    </Dialog>
  );
}
