import type { MuteBody, RemoveMemberBody, Room, UserRef } from '@chatket/contract';
import { useMemo } from 'react';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { currentLocale } from '../../i18n';
import { steadyNow } from '../../lib';
import { type ToastUndo, useChatStores, usePageStores } from '../../store';
import { noteBlock } from '../../store/blocking';
import { earlierMute } from './earlier-mute';
import { useMembersApi } from './use-members-api';

const UNDO_MS = 8_000;

/** What an order is part of, and is done and taken back with it. */
export interface OrderContext {
  done: () => Promise<unknown>;
  undone: () => Promise<unknown>;
  /** Says what came of it, instead of a toast. */
  show: (said: string, undo?: ToastUndo) => void;
}

/**
 * What can be done to people of a room. Each says what came of it, with what takes it back; false when it failed.
 * @param context what each of them is part of; keep it the same object
 */
export function useOrders({ id: roomId }: Room, context?: OrderContext) {
  const api = useMembersApi();
  const { block, unblock } = useMoreApi();
  const { blocks, roles } = useChatStores();
  const { toasts } = usePageStores();

  return useMemo(() => {
    const { t } = currentLocale();
    const show = context?.show ?? toasts.actions.show;
    async function succeeds(work: () => Promise<unknown>, rest?: () => Promise<unknown>) {
      try {
        await work();
        await rest?.();
        return true;
      } catch (error) {
        show(explain(error));
        return false;
      }
    }
    async function attempt(work: () => Promise<unknown>, said: string, undo?: () => Promise<unknown>) {
      if (!(await succeeds(work, context?.done))) return false;
      const takeBack = async (last: () => Promise<unknown>) => {
        if (await succeeds(last, context?.undone)) show(t('members.undone'));
      };
      const run = undo && (() => void takeBack(undo));
      show(said, run && { name: t('members.undo'), forMs: UNDO_MS, run });
      return true;
    }
    async function setRole({ id }: UserRef, role: number) {
      await api.setRole(roomId, id, role);
      roles.actions.set(roomId, id, role);
    }

    async function setBlock({ id }: UserRef, isBlocked: boolean) {
      await (isBlocked ? block(id) : unblock(id));
      noteBlock(blocks, id, isBlocked);
    }

    return {
      /** In every room: it is mine alone. */
      block: (user: UserRef) =>
        attempt(
          () => setBlock(user, true),
          t('blocks.blocked', { name: user.username }),
          () => setBlock(user, false),
        ),
      unblock: (user: UserRef) =>
        attempt(() => setBlock(user, false), t('blocks.unblocked', { name: user.username })),
      setRole: (user: UserRef, role: number, before: number) =>
        attempt(
          () => setRole(user, role),
          t('members.done.role', { name: user.username }),
          () => setRole(user, before),
        ),
      /** @param before what they were; null for somebody who was no member, and is none when it is taken back */
      remove: (user: UserRef, body: RemoveMemberBody, before: number | null) =>
        attempt(
          () => api.removeMember(roomId, user.id, body),
          t(body.ban ? 'members.done.banned' : 'members.done.removed', { name: user.username }),
          async () => {
            if (body.ban) await api.liftBan(roomId, user.id);
            if (before !== null) await api.addMember(roomId, user.id, before);
          },
        ),
      mute: (user: UserRef, mute: MuteBody) => {
        let restored: () => MuteBody | undefined = () => undefined;
        const work = async () => {
          const before = await api.member(roomId, user.id);
          const muted = await api.mute(roomId, user.id, mute);
          const at = steadyNow();
          restored = () => earlierMute({ before, mute, muted, sinceMs: steadyNow() - at });
        };
        const undo = async () => {
          const earlier = restored();
          if (earlier) await api.mute(roomId, user.id, earlier);
          else await api.unmute(roomId, user.id);
        };
        return attempt(work, t('members.done.muted', { name: user.username }), undo);
      },
      unmute: (user: UserRef) =>
        attempt(() => api.unmute(roomId, user.id), t('members.done.unmuted', { name: user.username })),
      liftBan: (user: UserRef) =>
        attempt(() => api.liftBan(roomId, user.id), t('members.done.unbanned', { name: user.username })),
      add: (user: UserRef) =>
        attempt(() => api.addMember(roomId, user.id, 0), t('members.done.added', { name: user.username })),
    };
  }, [api, block, blocks, context, roles, roomId, toasts, unblock]);
}

export type Orders = ReturnType<typeof useOrders>;
