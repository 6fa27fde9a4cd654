import { decide, type ReportOutcome, ROLES, type Room } from '@chatket/contract';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { personName } from '../../people';
import { useNow } from '../../lib';
import { useChatStores } from '../../store';
import { Button } from '../../ui';
import type { ReportedMessage } from './group';
import { HiddenTools } from './HiddenTools';
import { REASON_TEXTS } from './words';

interface ReportedProps {
  room: Room;
  reported: ReportedMessage;
  onAct: (outcome: ReportOutcome) => void;
  /** To where it was said. */
  onJump: () => void;
  /** What can be done to the author. */
  children: ReactNode;
}

/** A message that was reported, by whom and why, and what can be done about it. */
export function Reported({ room, reported: { message, reports }, onAct, onJump, children }: ReportedProps) {
  const { t, time } = useLocale();
  const { me, roles } = useChatStores();
  const authorRole = useStore(roles, ({ byRoom }) => byRoom[room.id]?.[message.sender.id] ?? null);
  const now = new Date(useNow(null));
  const facts = {
    role: room.role ?? ROLES.member,
    kind: room.kind,
    authorRole,
    isOwn: message.sender.id === me.id,
  };
  return (
    <li className="rounded-lg border border-line bg-surface-0 p-3">
      <p className="text-13 text-quiet">
        <bdi dir="auto" className="font-bold text-ink">
          {personName(t, message.sender)}
        </bdi>{' '}
        <Link
          href={`/rooms/${room.id}/m/${message.messageId}`}
          aria-label={t('report.jump', { name: personName(t, message.sender) })}
          onClick={onJump}
          className="tabular-nums underline decoration-line-strong underline-offset-2 hover:text-ink pointer-coarse:py-1"
        >
          {time.moment(new Date(message.createdAt), now)}
        </Link>
      </p>
      <p dir="auto" className="mt-0.5 max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere">
        {!message.deleted && message.text}
        {message.deleted && t(message.deleted.isHidden ? 'message.hidden' : 'report.isDeleted')}
      </p>
      {message.deleted?.isHidden && <HiddenTools message={message} />}
      <ul className="mt-2 space-y-0.5 border-t border-line pt-2 text-13 text-quiet">
        {reports.map(({ id, reporter, reason, note }) => (
          <li key={id} className="wrap-anywhere">
            <bdi dir="auto">{personName(t, reporter)}</bdi>: {t(REASON_TEXTS[reason])}
            {note !== undefined && (
              <>
                {' — '}
                <span dir="auto">{note}</span>
              </>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <Button onClick={() => onAct('dismissed')}>{t('report.dismiss')}</Button>
        {!message.deleted && decide('hide', facts).isAllowed && (
          <Button onClick={() => onAct('hidden')}>{t('report.hide')}</Button>
        )}
        {!message.deleted && decide('delete', facts).isAllowed && (
          <Button look="danger" onClick={() => onAct('deleted')}>
            {t('report.delete')}
          </Button>
        )}
      </div>
      {children}
    </li>
  );
}
