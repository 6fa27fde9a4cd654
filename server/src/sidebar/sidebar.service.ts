import { Injectable } from '@nestjs/common';
import type { Sidebar, UserRef } from '@chatket/contract';
import { AppError } from '../common/index.js';
import { Fanout } from '../realtime/index.js';
import { SidebarRepository } from './sidebar.repository.js';

const UNTOUCHED: Sidebar = {
  version: 0,
  favourites: [],
  sections: [],
  collapsed: ['archived'],
  sort: 'activity',
  isUnreadOnly: false,
};

/** A person's sidebar, the same on all their devices. It names rooms and says nothing of them, so it asks for no right. */
@Injectable()
export class SidebarService {
  constructor(
    private readonly sidebars: SidebarRepository,
    private readonly fanout: Fanout,
  ) {}

  async read(actor: UserRef): Promise<Sidebar> {
    return (await this.sidebars.find(actor.id)) ?? UNTOUCHED;
  }

  /** @throws AppError `CONFLICT` when another device has changed it since that version */
  async replace(actor: UserRef, changed: Sidebar): Promise<Sidebar> {
    const version = await this.sidebars.replace(actor.id, changed);
    if (version === undefined)
      throw new AppError('CONFLICT', 'The sidebar was changed meanwhile. Read it again.');
    const sidebar = { ...changed, version };
    this.fanout.toUser(actor.id, 'sidebar:changed', sidebar);
    return sidebar;
  }
}
