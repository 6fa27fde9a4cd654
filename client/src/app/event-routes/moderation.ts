import { loadOutcomeTexts } from '../../features/moderation';
import { currentLocale } from '../../i18n';
import type { EventRoute, RouteContext } from './route';

/** What moderators are asked to look at, and what became of what I have reported. */
export function moderationRoute({ stores: { reports }, say }: RouteContext) {
  return {
    notices: {
      'report:changed': ({ roomId, openCount }) => reports.actions.set(roomId, openCount),
      'report:handled': ({ outcome }) =>
        void loadOutcomeTexts()
          .then((texts) => say(currentLocale().t(texts[outcome])))
          .catch(() => undefined),
    },
  } satisfies EventRoute;
}
