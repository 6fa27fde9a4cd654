import { Suspense, useState } from 'react';
import { useLocale } from '../../i18n';
import { copyText, later } from '../../lib';
import { usePageStores } from '../../store';
import { Button, LinkIcon } from '../../ui';
import { CopyField } from '../../ui/CopyField';

const QrCode = later(async () => (await import('../../ui/QrCode')).QrCode);

interface MadeLinkProps {
  token: string;
  roomName: string;
  onAnother: () => void;
}

/** A link that was just made, and the ways to hand it over. */
export function MadeLink({ token, roomName, onAnother }: MadeLinkProps) {
  const { t } = useLocale();
  const { toasts } = usePageStores();
  const [isQrShown, setIsQrShown] = useState(false);
  const address = `${window.location.origin}/invite/${token}`;

  async function copy() {
    const isCopied = await copyText(address);
    toasts.actions.show(t(isCopied ? 'invites.copied' : 'invites.notCopied'));
  }

  return (
    <div>
      <CopyField label={t('invites.link')} value={address} hint={t('invites.once')} />
      <div className="mt-2 flex flex-wrap gap-2">
        <Button look="primary" autoFocus onClick={() => void copy()}>
          <LinkIcon className="size-4" />
          {t('invites.copy')}
        </Button>
        {'share' in navigator && (
          <Button onClick={() => void share(roomName, address)}>{t('invites.share')}</Button>
        )}
        <Button aria-pressed={isQrShown} onClick={() => setIsQrShown(!isQrShown)}>
          {t('invites.qr')}
        </Button>
        <Button look="quiet" onClick={onAnother}>
          {t('invites.another')}
        </Button>
      </div>
      {isQrShown && (
        <Suspense fallback={<div className="h-56" />}>
          <QrCode text={address} label={t('invites.qrLabel')} />
        </Suspense>
      )}
    </div>
  );
}

/** By the device's own way; whoever changes their mind there has done nothing wrong. */
async function share(title: string, url: string): Promise<void> {
  await navigator.share({ title, url }).catch(() => undefined);
}
