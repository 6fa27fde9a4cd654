import { useCallback } from 'react';
import { useLocale } from '../../../i18n';
import { copyText } from '../../../lib';
import { useLoaded } from '../../../lib/use-loaded';
import { usePageStores } from '../../../store';
import { Button, ErrorNote, LinkIcon, Loading, Skeleton } from '../../../ui';
import { QrCode } from '../../../ui/QrCode';
import { CopyField } from '../../../ui/CopyField';
import { useConfig } from '../use-config';
import type { SetupApi } from './setup-api';

/** A link for the others, to copy or to photograph. */
export function InviteStep({ api, onDone }: { api: SetupApi; onDone: () => void }) {
  const { t } = useLocale();
  const { registration } = useConfig();
  const { toasts } = usePageStores();
  const { loaded, retry } = useLoaded(useCallback(() => api.invite(), [api]));

  async function copy(address: string) {
    const isCopied = await copyText(address);
    toasts.actions.show(t(isCopied ? 'invites.copied' : 'invites.notCopied'));
  }

  function link(address: string) {
    return (
      <>
        <CopyField
          label={t('setup.link')}
          value={address}
          hint={t(registration === 'closed' ? 'setup.linkClosed' : 'setup.linkHint')}
        />
        <QrCode text={address} label={t('invites.qrLabel')} />
        <Button className="mt-4 w-full" size="large" onClick={() => void copy(address)}>
          <LinkIcon className="size-4" />
          {t('invites.copy')}
        </Button>
      </>
    );
  }

  return (
    <>
      {loaded.state === 'loading' && (
        <Loading label={t('setup.linkMaking')}>
          <Skeleton className="h-11 w-full" />
        </Loading>
      )}
      {loaded.state === 'failed' && <ErrorNote onRetry={retry}>{t('setup.linkFailed')}</ErrorNote>}
      {loaded.state === 'ready' && link(`${window.location.origin}${loaded.value}`)}
      <Button look="primary" size="large" autoFocus className="mt-2 w-full" onClick={onDone}>
        {t('setup.done')}
      </Button>
    </>
  );
}
