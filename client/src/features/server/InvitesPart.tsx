import type { NewServerInvite, ServerInvite } from '@chatket/contract';
import { useRef, useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { copyText } from '../../lib';
import { useLoaded } from '../../lib/use-loaded';
import { usePageStores } from '../../store';
import { Button, ErrorNote, LinkIcon } from '../../ui';
import { InviteRow } from '../../ui/InviteRow';
import { SelectField } from '../../ui/SelectField';
import { CopyField } from '../../ui/CopyField';
import { useServerApi } from './server-api';

const DAY = 24 * 3_600;
const LIVES = [1, 7, 30];
const USES = [1, 5, 25];

/** Links by which people make an account where these need an invitation. */
export function InvitesPart() {
  const { t } = useLocale();
  const api = useServerApi();
  const { toasts } = usePageStores();
  const { loaded, known = [], reload, retry } = useLoaded(api.invites);
  const [days, setDays] = useState('7');
  const [uses, setUses] = useState('');
  const [made, setMade] = useState<NewServerInvite>();
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const list = useRef<HTMLUListElement>(null);

  async function make() {
    setIsBusy(true);
    setError(undefined);
    try {
      setMade(await api.invite({ expiresIn: Number(days) * DAY, ...(uses && { maxUses: Number(uses) }) }));
      reload();
    } catch (failure) {
      setError(explain(failure));
    }
    setIsBusy(false);
  }

  async function revoke({ id }: ServerInvite) {
    try {
      await api.revokeInvite(id);
      if (made?.id === id) setMade(undefined);
      toasts.actions.show(t('invites.revoked'));
      // Its row goes, and would take the focus along.
      if (list.current?.contains(document.activeElement)) list.current.focus();
      reload();
    } catch (failure) {
      toasts.actions.show(explain(failure));
    }
  }

  async function copy(address: string) {
    const isCopied = await copyText(address);
    toasts.actions.show(t(isCopied ? 'invites.copied' : 'invites.notCopied'));
  }

  const address = made && `${window.location.origin}/invite/${made.token}`;
  return (
    <section aria-label={t('server.invites')} className="mt-6 max-w-110">
      <h2 className="text-13 font-medium">{t('server.invites')}</h2>
      <p className="text-13 text-quiet">{t('server.invitesHint')}</p>
      <form
        className="mt-3"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <div className="grid grid-cols-2 gap-3">
          <SelectField
            label={t('invites.expires')}
            value={days}
            onChange={setDays}
            options={LIVES.map((count) => ({ value: String(count), label: t('invites.days', { count }) }))}
          />
          <SelectField
            label={t('invites.uses')}
            value={uses}
            onChange={setUses}
            options={[
              { value: '', label: t('invites.usesAny') },
              ...USES.map((count) => ({ value: String(count), label: t('invites.usesMost', { count }) })),
            ]}
          />
        </div>
        {error !== undefined && <ErrorNote>{error}</ErrorNote>}
        <Button type="submit" isBusy={isBusy} className="mt-3">
          {t('invites.make')}
        </Button>
      </form>
      {address !== undefined && (
        <div className="mt-3">
          <CopyField label={t('invites.link')} value={address} hint={t('invites.once')} />
          <Button look="primary" autoFocus className="mt-2" onClick={() => void copy(address)}>
            <LinkIcon className="size-4" />
            {t('invites.copy')}
          </Button>
        </div>
      )}
      {loaded.state === 'failed' && <ErrorNote onRetry={retry}>{t('invites.failed')}</ErrorNote>}
      <ul
        ref={list}
        tabIndex={-1}
        aria-label={t('server.invites')}
        className="mt-2 divide-y divide-line outline-none"
      >
        {known.map((invite) => (
          <InviteRow key={invite.id} invite={invite} onRevoke={() => void revoke(invite)} />
        ))}
      </ul>
    </section>
  );
}
