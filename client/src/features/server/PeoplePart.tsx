import {
  type FactorsReset,
  type Me,
  type ServerPeopleFilter,
  type ServerPerson,
  SERVER_ROLES,
} from '@chatket/contract';
import { useCallback, useDeferredValue, useState } from 'react';
import { useServerApi } from './server-api';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { FailedMails } from './FailedMails';
import { ListFoot } from './ListFoot';
import { LoginsDialog } from './LoginsDialog';
import { OrderDialog } from './OrderDialog';
import { PersonRow } from './PersonRow';
import { roleName } from './role-names';
import { SearchHead } from './SearchHead';
import { useDeeds } from './use-deeds';
import { usePages } from './use-pages';
import { WaitingCodes } from './WaitingCodes';

const UNDO_MS = 8_000;

/** Everybody who has an account: what they are on the server, and whose word is taken. */
export function PeoplePart({ me }: { me: Me }) {
  const { t } = useLocale();
  const api = useServerApi();
  const tell = useDeeds();
  const { toasts } = usePageStores();
  const [search, setSearch] = useState('');
  const term = useDeferredValue(search);
  const [only, setOnly] = useState<ServerPeopleFilter>('all');
  const load = useCallback(
    (cursor?: string) => api.people({ search: term.trim(), only, cursor }),
    [api, term, only],
  );
  const people = usePages(load);
  const [muting, setMuting] = useState<ServerPerson>();
  const [closing, setClosing] = useState<ServerPerson>();
  const [shown, setShown] = useState<ServerPerson>();
  const [resetting, setResetting] = useState<ServerPerson>();

  async function unmute({ id, username }: ServerPerson) {
    if (await tell(api.unmute(id), t('server.unmuted', { name: username })))
      people.change(id, { mutedUntil: undefined, muteReason: undefined });
  }

  async function reactivate({ id, username: name }: ServerPerson) {
    if (await tell(api.reactivate(id), t('server.reactivated', { name })))
      people.change(id, { deactivatedAt: undefined });
  }

  async function removePicture({ id, username: name }: ServerPerson) {
    if (await tell(api.removePicture(id), t('server.pictureRemoved', { name })))
      people.change(id, { picture: undefined });
  }

  /** A wrong choice in a list is quickly made. */
  async function setRole({ id, username: name, serverRole: before }: ServerPerson, serverRole: number) {
    const back = async () => {
      if (await tell(api.setRole(id, before))) people.change(id, { serverRole: before });
    };
    const undo = { name: t('server.undo'), forMs: UNDO_MS, run: () => void back() };
    const done = t('server.role.set', { name, role: t(roleName(serverRole)) });
    if (await tell(api.setRole(id, serverRole), done, undo)) people.change(id, { serverRole });
  }

  return (
    <>
      <WaitingCodes />
      <FailedMails />
      <SearchHead
        label={t('server.people.search')}
        search={search}
        onSearch={setSearch}
        only={only}
        onOnly={setOnly}
        options={[
          { value: 'all', label: t('server.all') },
          { value: 'muted', label: t('server.people.muted') },
          { value: 'running', label: t('server.people.running') },
          { value: 'deactivated', label: t('server.people.deactivated') },
        ]}
      />
      <ul aria-label={t('server.people.list')} className="mt-3 divide-y divide-line">
        {people.items.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            isMe={person.id === me.id}
            isMine={me.serverRole > person.serverRole}
            onRole={
              me.serverRole >= SERVER_ROLES.owner && !person.isGuest
                ? (role) => void setRole(person, role)
                : undefined
            }
            onMute={() => setMuting(person)}
            onUnmute={() => void unmute(person)}
            onLogins={() => setShown(person)}
            onDeactivate={() => setClosing(person)}
            onReactivate={() => void reactivate(person)}
            onRemovePicture={() => void removePicture(person)}
          />
        ))}
      </ul>
      <ListFoot
        label={t('server.people.list')}
        isEmpty={people.items.length === 0}
        state={people.state}
        hasMore={people.hasMore}
        onMore={people.loadMore}
        onRetry={people.reload}
      />
      {shown && (
        <LoginsDialog
          person={shown}
          onReset={
            shown.isGuest
              ? undefined
              : () => {
                  setResetting(shown);
                  setShown(undefined);
                }
          }
          onClose={() => setShown(undefined)}
        />
      )}
      {resetting && (
        <OrderDialog
          title={t('server.factorsOf', { name: resetting.username })}
          hint={t('server.factors.hint')}
          doLabel={t('server.factors')}
          onDo={async () => {
            toasts.actions.show(
              t(outcomeOf(await api.resetFactors(resetting.id)), { name: resetting.username }),
            );
            setResetting(undefined);
          }}
          onClose={() => setResetting(undefined)}
        />
      )}
      {closing && (
        <OrderDialog
          title={t('server.deactivateNamed', { name: closing.username })}
          hint={t('server.deactivateHint')}
          doLabel={t('server.deactivate')}
          onDo={async () => {
            await api.deactivate(closing.id);
            toasts.actions.show(t('server.deactivated', { name: closing.username }));
            people.change(closing.id, { deactivatedAt: new Date().toISOString(), isPaused: undefined });
            setClosing(undefined);
          }}
          onClose={() => setClosing(undefined)}
        />
      )}
      {muting && (
        <OrderDialog
          title={t('server.muteNamed', { name: muting.username })}
          hint={t('server.muteHint')}
          doLabel={t('server.mute')}
          lengths={['hour', 'day', 'week', 'month']}
          onDo={async ({ seconds = 0, reason }) => {
            const body = { seconds, ...(reason !== undefined && { reason }) };
            const { mutedUntil } = await api.mute(muting.id, body);
            toasts.actions.show(t('server.muted', { name: muting.username }));
            people.change(muting.id, { mutedUntil, muteReason: reason });
            setMuting(undefined);
          }}
          onClose={() => setMuting(undefined)}
        />
      )}
    </>
  );
}

/** What is said of it. */
function outcomeOf({ hadFactor, passkeys, passkeysKept }: FactorsReset) {
  if (passkeysKept > 0) return 'server.factors.kept';
  return hadFactor || passkeys > 0 ? 'server.factors.done' : 'server.factors.none';
}
