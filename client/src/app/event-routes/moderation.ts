import { currentLocale, withTexts } from '../../i18n';
import type { EventRoute, RouteContext } from './route';

/** What moderators are asked to look at, and what became of what I have reported. */
export function moderationRoute({ stores: { reports }, say }: RouteContext) {
  return {
    notices: {
      'report:changed': ({ roomId, openCount }) => reports.actions.set(roomId, openCount),
      'report:handled': ({ outcome }) =>
        void withTexts(import('../../features/moderation/words'))
          .then(({ OUTCOME_TEXTS }) => say(currentLocale().t(OUTCOME_TEXTS[outcome])))
          .catch(() => undefined),
    },
  } satisfies EventRoute;
}
