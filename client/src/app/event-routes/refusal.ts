import { currentLocale } from '../../i18n';
import { textOf } from '../../i18n/text-of';
import { UNSENT_TEXTS } from '../../i18n/unsent-texts';
import type { RouteContext } from './route';

const SENTENCES = { delete: 'delete.failed', react: 'react.failed' } as const;
const told = new Set<string>();

/** Says once, of each, that the server did not do to a message what I wanted, and why; nothing else is left of it. */
export function tellRefused({ realtime, say, stores }: RouteContext): void {
  const { t } = currentLocale();
  for (const { clientMsgId, kind, state } of stores.outbox.getState().changes) {
    if (kind === 'edit' || state.kind !== 'failed' || told.has(clientMsgId)) continue;
    told.add(clientMsgId);
    say(t(SENTENCES[kind], { reason: t(textOf(UNSENT_TEXTS, state.code, 'pending.refused')) }));
    realtime.discard(clientMsgId);
  }
}
