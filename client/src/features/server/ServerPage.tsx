import { SERVER_ROLES } from '@chatket/contract';
import { type ReactNode, useState } from 'react';
import { useServerApi } from './server-api';
import { useLocale } from '../../i18n';
import { readOidcReturn } from '../../lib/oidc-return';
import { useLoaded } from '../../lib/use-loaded';
import { EmptyState, ErrorNote, LockIcon, Loading, PanelHeader, Skeleton } from '../../ui';
import { Segmented } from '../../ui/Segmented';
import { PeoplePart } from './PeoplePart';
import { RoomsPart } from './RoomsPart';
import { SafetyPart } from './SafetyPart';
import { SettingsPart } from './SettingsPart';
import { StatePart } from './StatePart';

const PARTS = ['people', 'rooms', 'safety', 'settings', 'state'] as const;

interface ServerPageProps {
  /** The way back to the sidebar on small screens. */
  lead: ReactNode;
  onAudit: () => void;
  onRoom: (roomId: string) => void;
}

/** What those who run the server see and do. */
export function ServerPage({ lead, onAudit, onRoom }: ServerPageProps) {
  const { t } = useLocale();
  const [part, setPart] = useState<(typeof PARTS)[number]>(() =>
    readOidcReturn() === undefined ? 'people' : 'settings',
  );
  const { loaded, known: me, retry } = useLoaded(useServerApi().me);

  function content() {
    if (loaded.state === 'failed') return <ErrorNote onRetry={retry}>{t('server.failed')}</ErrorNote>;
    if (!me)
      return (
        <Loading label={t('server.title')}>
          <Skeleton className="mt-3 h-3 w-64" />
          <Skeleton className="mt-3 h-3 w-48" />
        </Loading>
      );
    if (me.serverRole < SERVER_ROLES.admin)
      return <EmptyState icon={<LockIcon className="size-6" />} title={t('server.notYours')} />;
    return (
      <>
        <Segmented
          label={t('server.page')}
          isLabelHidden
          value={part}
          options={PARTS.map((name) => ({ value: name, label: t(`server.page.${name}`) }))}
          onChange={setPart}
        />
        <div className="mt-4">
          {part === 'people' && <PeoplePart me={me} />}
          {part === 'rooms' && <RoomsPart onRoom={onRoom} />}
          {part === 'safety' && <SafetyPart onAudit={onAudit} />}
          {part === 'settings' && <SettingsPart />}
          {part === 'state' && <StatePart />}
        </div>
      </>
    );
  }

  return (
    <main className="@container flex h-full min-w-0 flex-1 flex-col bg-surface-1">
      <PanelHeader isColumn>
        {lead}
        <h1 className="min-w-0 flex-1 truncate font-bold">{t('server.title')}</h1>
      </PanelHeader>
      <div className="axis min-h-0 flex-1 overflow-y-auto">
        <div className="column px-4 py-5 md:px-5">{content()}</div>
      </div>
    </main>
  );
}
