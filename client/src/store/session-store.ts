import type { Session, UserRef } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isString, onLocalChange, readLocal, writeLocal } from '../lib';

/**
 * Who is logged in. Its token is here only when it has just come: by a login, or from what a version of before has kept, which
 * did not know the time it has.
 */
export type SignedIn = Pick<Session, 'user'> & Partial<Session>;

interface SessionState {
  session: SignedIn | undefined;
  /** One sentence for the login page: why the person finds himself there. */
  notice: string | undefined;
}

interface SessionActions {
  begin: (session: Session) => void;
  /** The same person goes on. */
  keep: (session: Session) => void;
  /** The same person, in all tabs, under another name. */
  rename: (user: UserRef) => void;
  end: (notice?: string) => void;
  /** The server is still to be told that somebody has logged out, or knows. */
  leaving: (isSo: boolean) => void;
  isLeaving: () => boolean;
}

export type SessionStore = StoreApi<SessionState> & { actions: SessionActions };

const KEY = 'session';
const NOTICE_KEY = 'session-notice';
const LEAVING_KEY = 'leaving';

/** Who is logged in, in all tabs of this browser. What opens the door is in a cookie that pages cannot read. */
export function createSessionStore(): SessionStore {
  const read = () => readLocal(KEY, isSignedIn, undefined);
  const readNotice = () => readLocal<string | undefined>(NOTICE_KEY, isString, undefined);
  const store = createStore<SessionState>(() => ({ session: read(), notice: readNotice() }));
  onLocalChange(KEY, () => {
    const session = read();
    if (nameOf(session) !== nameOf(store.getState().session))
      store.setState({ session, notice: readNotice() });
  });
  const keep = ({ user }: SignedIn) => writeLocal(KEY, { user });

  return {
    ...store,
    actions: {
      begin: (session) => {
        writeLocal(NOTICE_KEY, undefined);
        writeLocal(LEAVING_KEY, undefined);
        keep(session);
        store.setState({ session, notice: undefined });
      },
      keep,
      rename: (user) => {
        // Told by the answer and by the event: the chat of the new name begins once.
        if (nameOf(store.getState().session) === nameOf({ user })) return;
        keep({ user });
        store.setState({ session: { user } });
      },
      end: (notice) => {
        // Before the session: the other tabs read it when they see the session go.
        writeLocal(NOTICE_KEY, notice);
        writeLocal(KEY, undefined);
        store.setState({ session: undefined, notice });
      },
      leaving: (isSo) => writeLocal(LEAVING_KEY, isSo || undefined),
      isLeaving: () =>
        readLocal<unknown>(LEAVING_KEY, (value): value is unknown => value === true, false) === true,
    },
  };
}

const nameOf = (session: SignedIn | undefined) => session && `${session.user.id} ${session.user.username}`;

function isSignedIn(value: unknown): value is SignedIn | undefined {
  if (typeof value !== 'object' || value === null || !('user' in value)) return false;
  const { user } = value;
  return typeof user === 'object' && user !== null && 'id' in user && 'username' in user;
}
