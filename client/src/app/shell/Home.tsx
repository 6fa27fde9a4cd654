import type { ReactNode } from 'react';
import { Redirect } from 'wouter';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { byActivity, useChatStores } from '../../store';
import { ErrorNote, PanelHeader } from '../../ui';
import { readLastRoom } from '../room/last-room';

interface HomeProps {
  lead: ReactNode;
  onReload: () => void;
}

/** The front door: leads to the room one was in last, or to those one may discover. */
export function Home({ lead, onReload }: HomeProps) {
  const { t } = useLocale();
  const { me, rooms } = useChatStores();
  const status = useStore(rooms, (state) => state.status);
  const mine = useStore(rooms, (state) => state.mine);
  const isWhole = useStore(rooms, (state) => state.isWhole);

  if (status === 'ready') {
    const last = readLastRoom(me.id);
    // While not all have come, it may be among the others: its page finds that out.
    const target = last !== '' && (mine[last] || !isWhole) ? last : byActivity(mine)[0]?.id;
    return <Redirect replace to={target ? `/rooms/${target}` : '/discover'} />;
  }
  return (
    <main className="flex h-full min-w-0 flex-1 flex-col bg-surface-1">
      <PanelHeader isColumn>{lead}</PanelHeader>
      {status === 'failed' && <ErrorNote onRetry={onReload}>{t('rooms.failed')}</ErrorNote>}
    </main>
  );
}
