import type { AuditEntry, Room, UserRef } from '@chatket/contract';
import { useMemo, useState } from 'react';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { personName } from '../../people';
import { useNow } from '../../lib';
import { Button, ErrorNote, Loading, Skeleton } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { AuditFilters } from './AuditFilters';
import { shownChanges } from './changes';
import { type AuditFilter, queryOf } from './filter';
import { useAudit } from './use-audit';
import { isIn, TO_PEOPLE, TO_THE_ROOM } from './words';

interface AuditDialogProps {
  /** Missing: of the whole server, for those who run it. */
  room?: Pick<Room, 'id' | 'name'>;
  onClose: () => void;
}

/** Who did what with a right that others do not have: in a room for its admins, anywhere for those who run the server. */
export function AuditDialog({ room, onClose }: AuditDialogProps) {
  const { t } = useLocale();
  const [filter, setFilter] = useState<AuditFilter>({});
  const query = JSON.stringify(queryOf(filter));
  return (
    <Dialog title={t(room ? 'audit.title' : 'audit.ofServer')} onClose={onClose}>
      <p className="mb-3 text-13 text-quiet text-pretty">{t('audit.hint')}</p>
      <AuditFilters filter={filter} onChange={setFilter} />
      <Entries key={query} query={query} room={room} onOnly={(only) => setFilter({ ...filter, ...only })} />
    </Dialog>
  );
}

interface EntriesProps {
  query: string;
  room: AuditDialogProps['room'];
  onOnly: (only: AuditFilter) => void;
}

function Entries({ query, room, onOnly }: EntriesProps) {
  const { t } = useLocale();
  const only = useMemo(() => JSON.parse(query) as Record<string, string>, [query]);
  const { entries, state, more } = useAudit(room?.id, only);
  return (
    <>
      <ol aria-label={t('audit.title')} className="space-y-2">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} isOfServer={room === undefined} onOnly={onOnly} />
        ))}
      </ol>
      {state === 'loading' && (
        <Loading label={t('audit.title')}>
          <Skeleton className="mt-3 h-3 w-64" />
          <Skeleton className="mt-3 h-3 w-48" />
        </Loading>
      )}
      {state === 'complete' && entries.length === 0 && <p className="text-quiet">{t('audit.none')}</p>}
      {state === 'failed' && <ErrorNote onRetry={more}>{t('audit.failed')}</ErrorNote>}
      <div className="mt-4 flex justify-end gap-2">
        {state === 'more' && (
          <Button look="quiet" onClick={more}>
            {t('audit.more')}
          </Button>
        )}
        {entries.length > 0 && <Download room={room} only={only} />}
      </div>
    </>
  );
}

interface EntryProps {
  entry: AuditEntry;
  isOfServer: boolean;
  onOnly: (only: AuditFilter) => void;
}

function Entry({ entry, isOfServer, onOnly }: EntryProps) {
  const { action, actor, person, reason, at, after, roomId, roomName } = entry;
  const { t, rich, time } = useLocale();
  const now = new Date(useNow(null));
  const bdi = (text: string) => (
    <bdi dir="auto" className="font-medium wrap-anywhere text-ink">
      {text}
    </bdi>
  );
  const named = (text: string, only: AuditFilter) => (
    <button
      type="button"
      title={t('audit.filter.onlyThis', { name: text })}
      onClick={() => onOnly(only)}
      className="rounded-sm text-start hover:underline"
    >
      {bdi(text)}
    </button>
  );
  const who = (user: UserRef, key: 'actor' | 'person') =>
    named(personName(t, user), { [key]: { id: user.id, name: personName(t, user) } });
  const by = actor ? who(actor, 'actor') : bdi(t('audit.server'));
  const to = person ? who(person, 'person') : bdi('');
  const changes = shownChanges(entry, { t, moment: (moment) => time.moment(moment, now) });

  function sentence() {
    if (isIn(TO_PEOPLE, action)) return rich(TO_PEOPLE[action], { actor: by, person: to });
    if (isIn(TO_THE_ROOM, action)) return rich(TO_THE_ROOM[action], { actor: by });
    // Codes also wait for names that have no account yet.
    if (action === 'code.shown')
      return rich('audit.codeShown', {
        actor: by,
        name: bdi(typeof after?.username === 'string' ? after.username : ''),
      });
    return rich('audit.other', { actor: by, action });
  }

  return (
    <li className="rounded-lg border border-line bg-surface-0 px-3 py-2">
      <p>{sentence()}</p>
      {reason !== undefined && reason !== '' && (
        <p dir="auto" className="mt-0.5 whitespace-pre-wrap wrap-anywhere text-quiet">
          {reason}
        </p>
      )}
      {changes.map(({ name, before, after }) => (
        <p key={name} className="mt-0.5 text-13 wrap-anywhere text-quiet">
          {name}: {before !== undefined && <bdi>{before}</bdi>}
          {before !== undefined && after !== undefined && ' → '}
          {after !== undefined && <bdi>{after}</bdi>}
        </p>
      ))}
      <p className="mt-0.5 text-12 text-quiet tabular-nums">
        {time.moment(new Date(at), now)}
        {isOfServer && roomId !== undefined && roomName !== undefined && (
          <> · {named(roomName, { room: { id: roomId, name: roomName } })}</>
        )}
      </p>
    </li>
  );
}

/** All that is shown or could be, as a table for other programs. */
function Download({ room, only }: Pick<AuditDialogProps, 'room'> & { only: Record<string, string> }) {
  const { t } = useLocale();
  const api = useMoreApi();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function download() {
    setIsBusy(true);
    setError(undefined);
    try {
      const address = URL.createObjectURL(await api.auditTable(room?.id, only));
      const link = Object.assign(document.createElement('a'), { href: address, download: 'audit.csv' });
      link.click();
      URL.revokeObjectURL(address);
    } catch (problem) {
      setError(explain(problem));
    }
    setIsBusy(false);
  }

  return (
    <>
      <p role="alert" className="me-auto self-center text-13 text-danger">
        {error}
      </p>
      <Button look="quiet" isBusy={isBusy} onClick={() => void download()}>
        {t('audit.download')}
      </Button>
    </>
  );
}
