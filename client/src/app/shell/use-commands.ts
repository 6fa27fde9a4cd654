import { isGuestName } from '@chatket/contract';
import { useLocation } from 'wouter';
import type { AccountTask } from '../../features/settings';
import { accountCommands, useRunsServer } from '../../features/settings/more';
import type { Command } from '../../features/switcher';
import { useLocale, withTexts } from '../../i18n';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import { useInvite } from '../room/use-invite';

interface Actions {
  openRoomId: string | undefined;
  onSearch: (text: string) => void;
  onCreate: () => void;
  onOpen: (what: 'people' | 'arrange' | 'notices') => void;
  onChoose: (task: AccountTask) => void;
  onLogOut: () => void;
}

/** Everything that can be done from anywhere, for the switcher. */
export function useCommands(actions: Actions): Command[] {
  const { t } = useLocale();
  const { preferences, toasts } = usePageStores();
  const stores = useChatStores();
  const realtime = useRealtime();
  const invite = useInvite();
  const [, navigate] = useLocation();
  const runsServer = useRunsServer();
  const { openRoomId } = actions;
  const { choose } = preferences.actions;

  return [
    { id: 'search', name: t('command.search'), run: () => actions.onSearch('') },
    ...(isGuestName(stores.me.username)
      ? []
      : [
          { id: 'people', name: t('rooms.newMessage'), run: () => actions.onOpen('people') },
          { id: 'create', name: t('command.createRoom'), run: actions.onCreate },
          { id: 'discover', name: t('command.discover'), run: () => navigate('/discover') },
        ]),
    {
      id: 'read',
      name: t('command.markAllRead'),
      run: () =>
        void withTexts(import('./mark-all-read')).then(
          ({ markAllRead }) => markAllRead({ stores, toasts, realtime }),
          () => undefined,
        ),
    },
    ...(openRoomId ? [{ id: 'link', name: t('command.copyLink'), run: () => void invite(openRoomId) }] : []),
    ...accountCommands()
      .filter(({ task }) => task !== 'server' || runsServer)
      .map(({ task, name }) => ({ id: task, name: t(name), run: () => actions.onChoose(task) })),
    { id: 'notices', name: t('notices.title'), run: () => actions.onOpen('notices') },
    { id: 'arrange', name: t('rooms.arrange'), run: () => actions.onOpen('arrange') },
    { id: 'light', name: t('command.themeLight'), run: () => choose('theme', 'light') },
    { id: 'dark', name: t('command.themeDark'), run: () => choose('theme', 'dark') },
    { id: 'system', name: t('command.themeSystem'), run: () => choose('theme', 'system') },
    { id: 'out', name: t('command.logOut'), run: actions.onLogOut },
  ];
}
