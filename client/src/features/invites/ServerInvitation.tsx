import type { ServerInvitePreview } from '@chatket/contract';
import { useCallback } from 'react';
import { useApi } from '../../api';
import { useLocale } from '../../i18n';
import { PRODUCT } from '../../lib';
import { useLoaded } from '../../lib/use-loaded';
import { Avatar, Button } from '../../ui';

interface ServerInvitationProps {
  preview: ServerInvitePreview;
  onLogIn: () => void;
}

/** A link by which an account is made, and which leads into no room. */
export function ServerInvitation({ preview: { invitedBy }, onLogIn }: ServerInvitationProps) {
  const { t, rich } = useLocale();
  const { config } = useApi();
  const { known } = useLoaded(useCallback(() => config(), [config]));
  return (
    <div className="text-center">
      <p className="mb-4 flex items-center justify-center gap-2 text-13 text-quiet">
        <Avatar user={invitedBy} size={28} />
        <span className="min-w-0 wrap-anywhere">
          {rich('invite.byToServer', { name: <bdi dir="auto">{invitedBy.username}</bdi> })}
        </span>
      </p>
      {known?.serverIcon && (
        <p aria-hidden="true" className="mb-3 text-[3rem] leading-none">
          {known.serverIcon}
        </p>
      )}
      <h1 className="text-22 font-bold wrap-anywhere">
        <bdi dir="auto">{known?.serverName ?? PRODUCT}</bdi>
      </h1>
      <p className="mt-1 text-13 text-quiet">{t('invite.registerHint')}</p>
      <Button look="primary" size="large" autoFocus className="mt-5 w-full" onClick={onLogIn}>
        {t('invite.register')}
      </Button>
    </div>
  );
}
