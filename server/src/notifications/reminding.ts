import { Injectable } from '@nestjs/common';
import type { Message } from '@chatket/contract';
import { Clock } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { Fanout } from '../realtime/index.js';
import { AlertsRepository } from './alerts.repository.js';
import { CursorsRepository } from './cursors.repository.js';
import { decideAwaited } from './decide-notice.js';
import { isQuiet } from './quiet.js';
import { SettingsRepository } from './settings.repository.js';
import { tellAlerts } from './tell-alerts.js';

/** Tells people of messages that they wanted to be reminded of: in their list, on their devices, and by push. */
@Injectable()
export class Reminding {
  constructor(
    private readonly settings: SettingsRepository,
    private readonly alerts: AlertsRepository,
    private readonly cursors: CursorsRepository,
    private readonly fanout: Fanout,
    private readonly clock: Clock,
    private readonly events: EventBus,
  ) {}

  /** Cut off anywhere, it may be done again: they are told once more. */
  async remind(userId: string, { messageId, roomId, seq }: Message): Promise<void> {
    const now = this.clock.now();
    const { alert } = decideAwaited('reminder', { isQuiet: isQuiet(await this.settings.find(userId), now) });
    const row = { userId, messageId, roomId, seq, because: 'reminder', isSilent: !alert } as const;
    await this.cursors.transaction((statements) => this.alerts.replace(statements, row, new Date(now)));
    tellAlerts([row], { fanout: this.fanout, events: this.events });
  }
}
