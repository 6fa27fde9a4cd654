import type { Session } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isString, onLocalChange, readLocal, writeLocal } from '../lib';

interface SessionState {
  session: Session | undefined;
  /** One sentence for the login page: why the person finds himself there. */
  notice: string | undefined;
}

interface SessionActions {
  begin: (session: Session) => void;
  end: (notice?: string) => void;
}

export type SessionStore = StoreApi<SessionState> & { actions: SessionActions };

const KEY = 'session';
const NOTICE_KEY = 'session-notice';

/** Who is logged in, in all tabs of this browser. */
export function createSessionStore(): SessionStore {
  const read = () => readLocal(KEY, isSession, undefined);
  const readNotice = () => readLocal<string | undefined>(NOTICE_KEY, isString, undefined);
  const store = createStore<SessionState>(() => ({ session: read(), notice: readNotice() }));
  onLocalChange(KEY, () => {
    const session = read();
    if (session?.accessToken !== store.getState().session?.accessToken)
      store.setState({ session, notice: readNotice() });
  });

  return {
    ...store,
    actions: {
      begin: (session) => {
        writeLocal(NOTICE_KEY, undefined);
        writeLocal(KEY, session);
        store.setState({ session, notice: undefined });
      },
      end: (notice) => {
        // Before the session: the other tabs read it when they see the session go.
        writeLocal(NOTICE_KEY, notice);
        writeLocal(KEY, undefined);
        store.setState({ session: undefined, notice });
      },
    },
  };
}

function isSession(value: unknown): value is Session | undefined {
  if (typeof value !== 'object' || value === null || !('accessToken' in value) || !('user' in value))
    return false;
  const { user } = value;
  return typeof user === 'object' && user !== null && 'id' in user && 'username' in user;
}
