import { type ServerPerson, SERVER_ROLES } from '@chatket/contract';
import type { MouseEvent } from 'react';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { PictureOver } from '../../people';
import { Avatar, Button, GuestMark } from '../../ui';
import { ROLE_NAMES, roleName } from './role-names';

interface PersonRowProps {
  person: ServerPerson;
  isMe: boolean;
  /** They are less on the server than I am. */
  isMine: boolean;
  /** Missing where I may not change it. */
  onRole: ((role: number) => void) | undefined;
  onMute: () => void;
  onUnmute: () => void;
  onLogins: () => void;
  onDeactivate: () => void;
  onReactivate: () => void;
  onRemovePicture: () => void;
}

/** Somebody on the server, and what can be done. */
export function PersonRow({ person, isMe, isMine, onRole, ...props }: PersonRowProps) {
  const { onMute, onUnmute, onLogins, onDeactivate, onReactivate, onRemovePicture } = props;
  const { t, time } = useLocale();
  const now = new Date(useNow(60_000));
  const {
    username: name,
    serverRole,
    createdAt,
    mutedUntil,
    muteReason,
    deactivatedAt,
    isPaused = false,
  } = person;
  const isMuted = mutedUntil !== undefined && new Date(mutedUntil) > now;

  return (
    <li tabIndex={-1} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <Avatar user={person} size={36}>
        <PictureOver picture={person.picture} />
      </Avatar>
      <div className="min-w-0 flex-1 basis-44">
        <p className="flex items-center gap-1.5">
          <bdi dir="auto" className="truncate font-medium" title={name}>
            {name}
          </bdi>
          <GuestMark user={person} />
          {isMe && <span className="shrink-0 text-13 text-quiet">({t('server.people.you')})</span>}
        </p>
        <p className="text-13 text-quiet">
          {!onRole && serverRole > SERVER_ROLES.person && `${t(roleName(serverRole))} · `}
          {t('server.people.since', { time: time.moment(new Date(createdAt), now) })}
        </p>
        {deactivatedAt !== undefined && (
          <p className="text-13 text-warning">
            {t(isPaused ? 'server.people.pausedSince' : 'server.people.deactivatedSince', {
              time: time.moment(new Date(deactivatedAt), now),
            })}
          </p>
        )}
        {isMuted && (
          <p className="text-13 wrap-anywhere text-warning">
            {t('server.people.mutedUntil', { time: time.moment(new Date(mutedUntil), now) })}
            {muteReason !== undefined && (
              <>
                {' · '}
                <bdi dir="auto">{muteReason}</bdi>
              </>
            )}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {onRole && (
          <select
            aria-label={t('server.people.role', { name })}
            value={serverRole}
            onChange={(event) => onRole(Number(event.target.value))}
            className="h-9 rounded-lg border border-line-strong bg-surface-1 px-2 text-13 focus:border-accent max-md:h-11"
          >
            {ROLE_NAMES.map((text, role) => (
              <option key={text} value={role}>
                {t(text)}
              </option>
            ))}
          </select>
        )}
        {isMine && isMuted && (
          <Button aria-label={t('server.unmuteNamed', { name })} onClick={going(onUnmute)}>
            {t('server.unmute')}
          </Button>
        )}
        {isMine && !isMuted && (
          <Button aria-label={t('server.muteNamed', { name })} aria-haspopup="dialog" onClick={onMute}>
            {t('server.mute')}
          </Button>
        )}
        {isMine && deactivatedAt === undefined && (
          <Button aria-label={t('server.loginsOf', { name })} aria-haspopup="dialog" onClick={onLogins}>
            {t('server.logins')}
          </Button>
        )}
        {isMine && (deactivatedAt === undefined || isPaused) && !person.isGuest && (
          <Button
            aria-label={t('server.deactivateNamed', { name })}
            aria-haspopup="dialog"
            onClick={onDeactivate}
          >
            {t('server.deactivate')}
          </Button>
        )}
        {isMine && person.picture !== undefined && (
          <Button aria-label={t('server.removePictureNamed', { name })} onClick={going(onRemovePicture)}>
            {t('server.removePicture')}
          </Button>
        )}
        {isMine && deactivatedAt !== undefined && !isPaused && (
          <Button aria-label={t('server.reactivateNamed', { name })} onClick={going(onReactivate)}>
            {t('server.reactivate')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Of a control that goes with what it does: its row has the focus then. */
function going(act: () => void) {
  return ({ currentTarget }: MouseEvent<HTMLElement>) => {
    currentTarget.closest('li')?.focus();
    act();
  };
}
