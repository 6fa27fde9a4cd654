import {
  type Action,
  type Decision,
  type Member,
  type RoleName,
  ROLES,
  type Room,
  type RosterUser,
} from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { shownAs, useChatStores, useProfile } from '../../store';
import { PersonAvatar } from '../../people';
import { Button } from '../../ui';
import { useMembersApi } from './use-members-api';
import type { Orders } from './use-orders';
import { PersonFacts } from './PersonFacts';
import { reasonOf, ROLE_NAMES } from './words';

/** What is shown of somebody: the card, or what is asked before something is done to them. */
export type Step = 'card' | 'mute' | 'remove' | 'ban';

interface MemberCardProps {
  room: Room;
  user: RosterUser;
  role: number;
  isMe: boolean;
  decisionOn: (action: Action, newRole?: number) => Decision;
  orders: Orders;
  onStep: (step: Step) => void;
  onDone: () => void;
}

export function MemberCard({ room, user, role, isMe, decisionOn, orders, onStep, onDone }: MemberCardProps) {
  const { t, time } = useLocale();
  const api = useMembersApi();
  const [member, setMember] = useState<Member>();
  const [lastSeen, setLastSeen] = useState<string>();
  useEffect(() => {
    let isShown = true;
    // The card says less without it.
    api.member(room.id, user.id).then(
      (read) => isShown && setMember(read),
      () => undefined,
    );
    api.lastSeen(room.id, user.id).then(
      ({ at }) => isShown && setLastSeen(at),
      () => undefined,
    );
    return () => void (isShown = false);
  }, [api, room.id, user.id]);
  const profile = useProfile(user.id);
  const isMuted = member?.mutedUntil !== undefined;
  const { blocks, presence } = useChatStores();
  const shown = useStore(presence, ({ rosters }) => shownAs(rosters[room.id]?.users[user.id] ?? user));
  const isBlocked = useStore(blocks, (state) => user.id in state.people);
  const [now] = useState(() => new Date());

  return (
    <>
      <div className="mb-4 flex items-center gap-3">
        <PersonAvatar user={user} status={shown} />
        <p className="min-w-0 text-13 text-quiet">
          {t(`presence.${shown}`)}
          {shown === 'offline' && lastSeen !== undefined && (
            <span className="block">{t('privacy.wasHere', { when: time.full(new Date(lastSeen)) })}</span>
          )}
          {member && (
            <span className="block">
              {t('members.joined', { when: time.day(new Date(member.joinedAt), now) })}
            </span>
          )}
          {member?.mutedUntil && (
            <span className="block">
              {t('members.mutedUntil', { when: time.full(new Date(member.mutedUntil)) })}
            </span>
          )}
        </p>
      </div>
      {profile && <PersonFacts profile={profile} />}
      <RoleChoice
        role={role}
        decisionOn={(newRole) => decisionOn('setRole', newRole)}
        onChoose={(newRole) => orders.setRole(user, newRole, role)}
      />
      {!isMe && (
        <ul className="mt-4 border-t border-line pt-2">
          <Deed
            label={t(isMuted ? 'members.unmute' : 'members.mute')}
            decision={decisionOn('mute')}
            note={role > ROLES.member ? t('members.why.mutedModerator') : undefined}
            onPick={() => {
              if (!isMuted) return onStep('mute');
              void orders.unmute(user).then((isDone) => isDone && onDone());
            }}
          />
          <Deed label={t('members.remove')} decision={decisionOn('remove')} onPick={() => onStep('remove')} />
          <Deed label={t('members.ban')} decision={decisionOn('remove')} onPick={() => onStep('ban')} />
          <li className="py-0.5">
            <Button
              look="quiet"
              className="w-full justify-start"
              onClick={() =>
                void (isBlocked ? orders.unblock(user) : orders.block(user)).then(
                  (isDone) => isDone && onDone(),
                )
              }
            >
              {t(isBlocked ? 'blocks.unblock' : 'blocks.block')}
            </Button>
            <p className="px-2.5 pb-1 text-12 text-quiet">{t('blocks.hint')}</p>
          </li>
        </ul>
      )}
    </>
  );
}

interface RoleChoiceProps {
  role: number;
  decisionOn: (newRole: number) => Decision;
  /** Resolves when it is done, or has failed. */
  onChoose: (newRole: number) => Promise<unknown>;
}

/** What somebody is; other roles can be chosen as far as I may give them. */
function RoleChoice({ role, decisionOn, onChoose }: RoleChoiceProps) {
  const { t } = useLocale();
  const [chosen, setChosen] = useState<number>();
  const names = Object.keys(ROLES) as RoleName[];
  const refused = names.map((name) => decisionOn(ROLES[name])).find((decision) => !decision.isAllowed);
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-medium">{t('members.role')}</legend>
      <div className="grid grid-cols-2 gap-x-2">
        {names.map((name) => (
          <label
            key={name}
            className="flex min-h-9 items-center gap-2 rounded-lg px-2 text-13 hover:bg-surface-2 has-disabled:text-quiet max-md:min-h-11"
          >
            <input
              type="radio"
              name="role"
              className="accent-accent"
              checked={(chosen ?? role) === ROLES[name]}
              disabled={role !== ROLES[name] && !decisionOn(ROLES[name]).isAllowed}
              onChange={() => {
                setChosen(ROLES[name]);
                void onChoose(ROLES[name]).finally(() => setChosen(undefined));
              }}
            />
            {t(ROLE_NAMES[name])}
          </label>
        ))}
      </div>
      {refused && !refused.isAllowed && (
        <p className="mt-1 px-2 text-12 text-quiet">{reasonOf(refused, t)}</p>
      )}
    </fieldset>
  );
}

interface DeedProps {
  label: string;
  decision: Decision;
  /** Why it would do nothing, though it is allowed. */
  note?: string;
  onPick: () => void;
}

function Deed({ label, decision, note, onPick }: DeedProps) {
  const { t } = useLocale();
  const why = decision.isAllowed ? note : reasonOf(decision, t);
  return (
    <li className="py-0.5">
      <Button
        look="quiet"
        disabled={why !== undefined}
        className="w-full justify-start disabled:opacity-100"
        onClick={onPick}
      >
        {label}
      </Button>
      {why !== undefined && <p className="px-2.5 pb-1 text-12 text-quiet">{why}</p>}
    </li>
  );
}
