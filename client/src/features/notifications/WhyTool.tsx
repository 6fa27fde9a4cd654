import type { Message, NoticeWhy } from '@chatket/contract';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale, type Translate } from '../../i18n';
import { useChatStores, usePageStores } from '../../store';
import { BellIcon } from '../../ui';
import { ToolView } from '../../ui/ToolView';
import { BECAUSE } from './because';
import { BELL_NAMES } from './bell-names';

interface WhyToolProps {
  message: Message;
  /** For thumbs, in a sheet that this closes. */
  close?: () => void;
}

/** Says why I was told of a message, or was not, and where that is set. */
export function WhyTool({ message, close }: WhyToolProps) {
  const { t } = useLocale();
  const api = useApi();
  const { me, bells } = useChatStores();
  const { toasts } = usePageStores();
  const isKept = useStore(bells, ({ settings }) => settings !== undefined);
  if (message.deleted || message.sender.id === me.id || !isKept) return null;

  async function ask() {
    const path = `/messages/${encodeURIComponent(message.messageId)}/why`;
    try {
      toasts.actions.show(whyText(t, (await api.request<NoticeWhy>({ path })).body));
    } catch (error) {
      toasts.actions.show(t('why.failed', { reason: explain(error) }));
    }
  }

  return <ToolView label={t('why.ask')} Icon={BellIcon} close={close} onPick={() => void ask()} />;
}

const LEVEL_OF = {
  thread: 'why.ofThread',
  room: 'why.ofRoom',
  settings: 'why.ofSettings',
} as const satisfies Record<NoticeWhy['levelOf'], string>;

function whyText(t: Translate, { alert, because, level, levelOf }: NoticeWhy): string {
  const reason = t(BECAUSE[because]);
  const said = t(alert ? 'why.told' : 'why.notTold', { reason });
  const name = levelOf === 'thread' && level === 'all' ? 'thread.allReplies' : BELL_NAMES[level];
  const where = t(LEVEL_OF[levelOf], { level: t(name) });
  return `${said} ${where}`;
}
