import { NOTICE_DEFAULTS, type NoticeSettings, type NoticeSettingsBody } from '@chatket/contract';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale, type MessageId } from '../../i18n';
import { BELLS, useChatStores, usePageStores, type Bell } from '../../store';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { Segmented } from '../../ui/Segmented';
import { useNow } from '../../lib';
import { BELL_NAMES } from './bell-names';
import { DigestField } from './DigestField';
import { PushSwitch } from './PushSwitch';
import { QuietHoursForm } from './QuietHoursForm';

const PAUSES = [
  { seconds: 60 * 60, name: 'notify.mute1h' },
  { seconds: 8 * 60 * 60, name: 'notify.mute8h' },
  { seconds: 24 * 60 * 60, name: 'notices.pause1d' },
] as const satisfies { seconds: number; name: MessageId }[];

/** What I want to be told of, and when, on all my devices. Every choice holds at once. */
export function NoticesDialog({ onClose }: { onClose: () => void }) {
  const { t, time } = useLocale();
  const api = useApi();
  const { bells } = useChatStores();
  const { toasts } = usePageStores();
  const settings = useStore(bells, (state) => state.settings) ?? NOTICE_DEFAULTS;
  const { quietUntil } = settings;
  const now = useNow(null);
  const isPaused = quietUntil !== null && Date.parse(quietUntil) > now;
  const levels = BELLS.map((value: Bell) => ({ value, label: t(BELL_NAMES[value]) }));

  async function change(body: NoticeSettingsBody) {
    try {
      const answer = await api.request<NoticeSettings>({
        method: 'PATCH',
        path: '/me/notifications',
        body,
      });
      bells.setState({ settings: answer.body });
    } catch (error) {
      toasts.actions.show(t('notify.failed', { reason: explain(error) }));
    }
  }

  return (
    <Dialog title={t('notices.title')} onClose={onClose}>
      <div className="space-y-4">
        <Segmented
          label={t('notices.rooms')}
          hint={t('notices.roomsHint')}
          value={settings.rooms}
          options={levels}
          onChange={(rooms) => void change({ rooms })}
        />
        <Segmented
          label={t('notices.direct')}
          value={settings.direct}
          options={levels}
          onChange={(direct) => void change({ direct })}
        />
        <hr className="border-line" />
        <section aria-label={t('notices.pause')}>
          <p className="mb-1.5 text-12 text-quiet">
            {isPaused
              ? t('notices.pausedUntil', { when: time.moment(new Date(quietUntil), new Date(now)) })
              : t('notices.pause')}
          </p>
          <div className="flex flex-wrap gap-2">
            {isPaused ? (
              <Button onClick={() => void change({ quietSeconds: null })}>{t('notices.resume')}</Button>
            ) : (
              PAUSES.map(({ seconds, name }) => (
                <Button key={name} look="quiet" onClick={() => void change({ quietSeconds: seconds })}>
                  {t(name)}
                </Button>
              ))
            )}
          </div>
        </section>
        <QuietHoursForm settings={settings} onChange={change} />
        <hr className="border-line" />
        <DigestField value={settings.mailDigest} onChange={(mailDigest) => void change({ mailDigest })} />
        <PushSwitch />
      </div>
    </Dialog>
  );
}
