import { useState, type ReactNode } from 'react';
import { ApiProvider, type Api } from '../api';
import { RealtimeProvider, type Realtime } from '../realtime';
import { ChatStoresProvider, createChatStores, type ChatStores } from '../store';
import { me } from './data';

const forever = () => new Promise<never>(() => undefined);
const nothing = () => undefined;

const silentApi: Api = {
  config: forever,
  request: forever,
  myRooms: forever,
  sidebar: forever,
  arrange: forever,
  history: forever,
};

const silentRealtime: Realtime = {
  start: nothing,
  stop: nothing,
  listen: () => nothing,
  follow: nothing,
  unfollow: nothing,
  seed: nothing,
  wake: nothing,
  look: nothing,
  attend: nothing,
  beIdle: nothing,
  markRead: nothing,
  goBack: nothing,
  uploaded: nothing,
  askRoster: nothing,
  ask: () => Promise.resolve(undefined),
  page: () => Promise.resolve(undefined),
  saveDraft: () => Promise.resolve(undefined),
  send: nothing,
  sendParts: nothing,
  edit: nothing,
  editUnsent: nothing,
  remove: () => '',
  removeUnsent: nothing,
  react: nothing,
  pin: nothing,
  poll: nothing,
  retry: nothing,
  discard: nothing,
  isOwn: () => true,
  typing: { keystroke: nothing, stopped: nothing },
};

interface StageProps {
  title: string;
  height?: string;
  /** Puts the stores into the state to be shown. */
  setUp: (stores: ChatStores) => void;
  api?: Partial<Api>;
  children: ReactNode;
}

/** One scene: its own stores, a server that never answers, a frame of a given height. */
export function Stage({ title, height = 'h-120', setUp, api, children }: StageProps) {
  const [stores] = useState(() => {
    const created = createChatStores(me);
    created.connection.setState({ isOnline: true });
    setUp(created);
    return created;
  });
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1.5 text-13 text-quiet">{title}</figcaption>
      <div className={`relative flex overflow-hidden rounded-xl border border-line bg-surface-1 ${height}`}>
        <ApiProvider value={{ ...silentApi, ...api }}>
          <RealtimeProvider value={silentRealtime}>
            <ChatStoresProvider value={stores}>{children}</ChatStoresProvider>
          </RealtimeProvider>
        </ApiProvider>
      </div>
    </figure>
  );
}
