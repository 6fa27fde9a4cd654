import type { PushOutcome } from '@chatket/contract';
import { useState } from 'react';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale, type MessageId } from '../../i18n';
import { useChatStores } from '../../store';
import { Button } from '../../ui';
import { Switch } from '../../ui/Switch';
import { canPush, startPush, stopPush, testPush, type PushTrouble } from './push';
import { isPushedHere } from './push-state';

const TROUBLES = {
  unsupported: 'push.unsupported',
  blocked: 'notify.blocked',
  off: 'push.off',
  failed: 'push.failed',
} as const satisfies Record<PushTrouble, MessageId>;

const OUTCOMES = {
  sent: 'push.sent',
  gone: 'push.gone',
  refused: 'push.refused',
  unreachable: 'push.unreachable',
} as const satisfies Record<PushOutcome['outcome'], MessageId>;

/** Whether messages are pushed to this browser while no page is open, and a test of it. */
export function PushSwitch() {
  const { t, code } = useLocale();
  const api = useApi();
  const { me } = useChatStores();
  const [isOn, setIsOn] = useState(() => isPushedHere(me.id));
  const [isBusy, setIsBusy] = useState(false);
  const [note, setNote] = useState<string>();

  async function busy(task: () => Promise<string | undefined>) {
    setIsBusy(true);
    setNote(await task().catch((error: unknown) => t('notify.failed', { reason: explain(error) })));
    setIsOn(isPushedHere(me.id));
    setIsBusy(false);
  }

  const change = (on: boolean) =>
    busy(async () => {
      if (!on) {
        await stopPush(api, me.id);
        return undefined;
      }
      const trouble = await startPush(api, { userId: me.id, language: code });
      return trouble && t(TROUBLES[trouble]);
    });

  const test = () =>
    busy(async () => {
      const here = (await testPush(api, me.id)).find(({ isThis }) => isThis);
      return here ? t(OUTCOMES[here.outcome]) : t('push.notHere');
    });

  return (
    <section aria-label={t('push.title')} className="space-y-2">
      <Switch
        label={t('push.title')}
        hint={t(canPush() ? 'push.hint' : 'push.unsupported')}
        isOn={isOn}
        onChange={(on) => !isBusy && void change(on)}
      />
      {isOn && (
        <Button look="quiet" disabled={isBusy} onClick={() => void test()}>
          {t('push.test')}
        </Button>
      )}
      <p role="status" className="text-13 text-quiet empty:hidden">
        {note}
      </p>
    </section>
  );
}
