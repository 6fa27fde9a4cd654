import type { NoticeSettings, NoticeSettingsBody, Privacy, PrivacyBody } from '@chatket/contract';
import type { Api } from '../../api';
import { createMoreApi } from '../../api/more-api';
import type { ChatStores } from '../../store';

export const CHOICES = ['online', 'idle', 'dnd', 'invisible'] as const;
export type Choice = (typeof CHOICES)[number];

/** As `/dnd` alone; for longer there are the command and the notification settings. */
const QUIET_SECONDS = 60 * 60;

export type ChoosingStores = Pick<ChatStores, 'presence' | 'bells'>;

/** How long nothing disturbs me yet. */
export function quietForMs({ bells }: ChoosingStores): number {
  const until = bells.getState().settings?.quietUntil;
  return until ? Math.max(0, Date.parse(until) - Date.now()) : 0;
}

/** What is chosen, of all that holds. Servers of before know nothing of `looksAway`. */
export function chosenOf(privacy: Partial<Privacy> | undefined, isQuiet: boolean): Choice {
  if (privacy?.isInvisible) return 'invisible';
  if (isQuiet) return 'dnd';
  return privacy?.looksAway ? 'idle' : 'online';
}

/**
 * Appears in one way on all devices, and in no other. What is new begins before the other ends: nobody is seen online
 * between two of them. Rejects where the server does not take it.
 */
export async function appear(choice: Choice, stores: ChoosingStores, request: Api['request']): Promise<void> {
  async function hide() {
    const body = { isInvisible: choice === 'invisible', looksAway: choice === 'idle' } satisfies PrivacyBody;
    stores.presence.setState({ privacy: await createMoreApi(request).changePrivacy(body) });
  }
  async function quieten() {
    if ((choice === 'dnd') === quietForMs(stores) > 0) return;
    const body = { quietSeconds: choice === 'dnd' ? QUIET_SECONDS : 0 } satisfies NoticeSettingsBody;
    const answer = await request<NoticeSettings>({ method: 'PATCH', path: '/me/notifications', body });
    stores.bells.setState({ settings: answer.body });
  }
  const [first, second] = choice === 'dnd' ? [quieten, hide] : [hide, quieten];
  await first();
  await second();
}
