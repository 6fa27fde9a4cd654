import type { Api } from '../../api';
import { arranging } from '../../features/sidebar';
import type { ChatStores } from '../../store';

/** Opens a section of the sidebar or closes it, on all my devices. What cannot be kept is as it was. */
export async function toggleSection(
  context: { api: Api; stores: ChatStores },
  sectionId: string,
): Promise<void> {
  const { arrange, toggle } = await arranging();
  await arrange(context, (now) => toggle(now, sectionId)).catch(() => undefined);
}
