import { agentOf } from '@chatket/contract';
import type { Translate } from '../../i18n';

/** What somebody calls a device, by what its client calls itself. */
export function deviceName(agent: string, t: Translate): string {
  const { client, system } = agentOf(agent);
  if (client !== undefined && system !== undefined) return t('devices.on', { client, system });
  return client ?? system ?? t('devices.unknown');
}
