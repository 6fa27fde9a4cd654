import { currentLocale } from '../../i18n';
import { textOf } from '../../i18n/text-of';
import { UNSENT_TEXTS } from '../../i18n/unsent-texts';
import type { RouteContext } from './route';

const SENTENCES = {
  delete: 'delete.failed',
  react: 'react.failed',
  pin: 'pin.failed',
  'poll:vote': 'poll.voteFailed',
  'poll:end': 'poll.endFailed',
} as const;
/** After so long the tab in which it was done would have told of it: it is gone, and another one does so. */
const PATIENCE_MS = 3_000;
const told = new Set<string>();

/**
 * Says once, of each, that the server did not do to a message what I wanted, and why; nothing else is left of it. The
 * tab in which it was done says so.
 */
export function tellRefused(context: RouteContext): void {
  for (const { clientMsgId } of refusedIn(context)) {
    if (told.has(clientMsgId)) continue;
    told.add(clientMsgId);
    if (context.realtime.isOwn(clientMsgId)) tell(context, clientMsgId);
    else setTimeout(() => tell(context, clientMsgId), PATIENCE_MS);
  }
}

function tell(context: RouteContext, clientMsgId: string): void {
  const refused = refusedIn(context).find((change) => change.clientMsgId === clientMsgId);
  if (!refused) return;
  const { t } = currentLocale();
  const reason = t(textOf(UNSENT_TEXTS, refused.code, 'pending.refused'));
  context.say(t(SENTENCES[refused.kind], { reason }));
  context.realtime.discard(clientMsgId);
}

/** A refused edit says so itself, at its message. */
function refusedIn({ stores }: RouteContext) {
  return stores.outbox
    .getState()
    .changes.flatMap(({ clientMsgId, kind, state }) =>
      kind === 'edit' || state.kind !== 'failed' ? [] : [{ clientMsgId, kind, code: state.code }],
    );
}
