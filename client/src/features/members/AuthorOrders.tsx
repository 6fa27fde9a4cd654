import { decide, type ReportOutcome, ROLES, type Room, type UserRef } from '@chatket/contract';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { personName } from '../../people';
import { type ToastUndo, useChatStores } from '../../store';
import { Button } from '../../ui';
import { OrderDialog, type OrderStep } from './OrderDialog';
import { useOrders } from './use-orders';
import { useRoles } from './use-roles';
import { reasonOf } from './words';

/** What is noted of a message when something is done to its author. */
const OUTCOMES = { mute: 'muted', remove: 'kicked', ban: 'banned' } as const satisfies Record<
  OrderStep,
  ReportOutcome
>;

interface AuthorOrdersProps {
  room: Room;
  author: UserRef;
  /** Notes what was done, once it is. Rejects with an `ApiError`. */
  onDone: (outcome: ReportOutcome) => Promise<unknown>;
  /** Opens it again, once that is taken back. Rejects with an `ApiError`. */
  onUndone: () => Promise<unknown>;
  /** Says what came of it. */
  onSay: (said: string, undo?: ToastUndo) => void;
}

/** What can be done to the author of a reported message; for what cannot, why. */
export function AuthorOrders({ room, author, onDone, onUndone, onSay }: AuthorOrdersProps) {
  const { t } = useLocale();
  const { me, presence } = useChatStores();
  const roles = useRoles(room.id);
  const isGone = useStore(
    presence,
    ({ rosters: { [room.id]: roster } }) => !!roster && !roster.users[author.id],
  );
  const [step, setStep] = useState<OrderStep>();
  const context = useMemo(
    () => step && { done: () => onDone(OUTCOMES[step]), undone: onUndone, show: onSay },
    [step, onDone, onUndone, onSay],
  );
  const orders = useOrders(room, context);
  const role = isGone ? null : (roles?.[author.id] ?? ROLES.member);
  if (author.id === me.id) return null;

  const facts = { role: room.role ?? ROLES.member, kind: room.kind, targetRole: role };
  const removal = decide('remove', facts);
  const isMutable = role === ROLES.member && decide('mute', facts).isAllowed;
  const steps: OrderStep[] = [];
  if (isMutable) steps.push('mute');
  if (removal.isAllowed && !isGone) steps.push('remove');
  if (removal.isAllowed) steps.push('ban');
  const why = isGone ? t('members.why.gone') : !removal.isAllowed && reasonOf(removal, t);

  return (
    <div
      role="group"
      aria-label={t('members.orders', { name: personName(t, author) })}
      className="mt-2 flex flex-wrap items-center justify-end gap-x-1 border-t border-line pt-2"
    >
      <p className="min-w-0 flex-1 text-13 wrap-anywhere text-quiet max-sm:basis-full">
        <bdi dir="auto" className="font-medium text-ink">
          {personName(t, author)}
        </bdi>
        {why && <span className="block">{why}</span>}
      </p>
      {steps.map((each) => (
        <Button key={each} look="link" onClick={() => setStep(each)}>
          {t(`members.short.${each}`)}
        </Button>
      ))}
      {step && (
        <OrderDialog
          step={step}
          name={personName(t, author)}
          onCancel={() => setStep(undefined)}
          onMute={async (body) => {
            // Where it has failed, that is said below.
            if (!(await orders.mute(author, body))) setStep(undefined);
          }}
          onRemove={async (body) => {
            if (!(await orders.remove(author, body, role))) setStep(undefined);
          }}
        />
      )}
    </div>
  );
}
