import type { UserRef } from '@chatket/contract';
import { createAwayStore, type AwayStore } from './away-store';
import { createBellsStore, type BellsStore } from './bells-store';
import { createBlocksStore, type BlocksStore } from './blocks-store';
import { createConnectionStore, type ConnectionStore } from './connection-store';
import { createDraftsStore, type DraftsStore } from './drafts-store';
import { createOutboxStore, type OutboxStore } from './outbox-store';
import { createPreferencesStore, type PreferencesStore } from './preferences-store';
import { createPresenceStore, type PresenceStore } from './presence-store';
import { createProfilesStore, type ProfilesStore } from './profiles-store';
import { createReadsStore, type ReadsStore } from './reads-store';
import { createReportsStore, type ReportsStore } from './reports-store';
import { createRolesStore, type RolesStore } from './roles-store';
import { createRoomsStore, type RoomsStore } from './rooms-store';
import { createServiceStore, type ServiceStore } from './service-store';
import { createSessionStore, type SessionStore } from './session-store';
import { createSidebarStore, type SidebarStore } from './sidebar-store';
import { createDraftFilesStore, type DraftFilesStore } from './draft-files';
import { createThreadsStore, type ThreadsStore } from './threads-store';
import { createTimelinesStore, type TimelinesStore } from './timelines-store';
import { createToastsStore, type ToastsStore } from './toasts-store';
import { createWritingStore, type WritingStore } from './writing-store';

/** State of the page, whoever is logged in. */
export interface PageStores {
  session: SessionStore;
  preferences: PreferencesStore;
  toasts: ToastsStore;
}

/** State of one logged-in person's chat. */
export interface ChatStores {
  me: UserRef;
  rooms: RoomsStore;
  roles: RolesStore;
  draftFiles: DraftFilesStore;
  threads: ThreadsStore;
  timelines: TimelinesStore;
  outbox: OutboxStore;
  presence: PresenceStore;
  connection: ConnectionStore;
  away: AwayStore;
  reads: ReadsStore;
  drafts: DraftsStore;
  bells: BellsStore;
  writing: WritingStore;
  reports: ReportsStore;
  service: ServiceStore;
  sidebar: SidebarStore;
  blocks: BlocksStore;
  profiles: ProfilesStore;
}

export function createPageStores(): PageStores {
  return {
    session: createSessionStore(),
    preferences: createPreferencesStore(),
    toasts: createToastsStore(),
  };
}

export function createChatStores(me: UserRef): ChatStores {
  return {
    me,
    rooms: createRoomsStore(),
    roles: createRolesStore(),
    draftFiles: createDraftFilesStore(),
    threads: createThreadsStore(),
    timelines: createTimelinesStore(),
    outbox: createOutboxStore(),
    presence: createPresenceStore(),
    connection: createConnectionStore(),
    away: createAwayStore(),
    reads: createReadsStore(me.id),
    drafts: createDraftsStore(me.id),
    bells: createBellsStore(me.id),
    writing: createWritingStore(),
    reports: createReportsStore(),
    service: createServiceStore(),
    sidebar: createSidebarStore(me.id),
    blocks: createBlocksStore(me.id),
    profiles: createProfilesStore(),
  };
}
