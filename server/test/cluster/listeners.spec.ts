import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = new URL('../../src/', import.meta.url).pathname;

/**
 * What listeners to a fact do for all processes of a server. `here`: the fact is announced where it happened, and what is to
 * be known elsewhere is told by what they call. `everywhere`: every process hears of it, and does what concerns its own
 * people and memory. `once`: every process may hear of it, and the database lets one do it, or the one that committed it does.
 * `bus`: they tell other processes themselves.
 */
type Reach = 'here' | 'everywhere' | 'once' | 'bus';

const LISTENERS: Record<string, Reach> = {
  'accounts/tell-names.ts personRenamed': 'everywhere',
  'auth/sessions/revocations.ts personRenamed': 'everywhere',
  'chat/held/held-messages.ts waitsNoMore': 'here',
  'direct/hidden-rooms.ts entriesCommitted': 'once',
  'files/upload-gate.ts entriesCommitted': 'everywhere',
  'invites/join-requests.ts memberJoined': 'here',
  'invites/join-requests.ts waitsNoMore': 'here',
  'log/change-publisher.ts memberJoined': 'bus',
  'log/change-publisher.ts memberLeft': 'bus',
  'log/change-publisher.ts memberRoleChanged': 'bus',
  'log/change-publisher.ts roomChanged': 'bus',
  'log/gapless-publisher.ts databaseReplaced': 'everywhere',
  'log/live-delivery.ts entriesCommitted': 'everywhere',
  'log/live-delivery.ts memberLeaving': 'everywhere',
  'log/live-delivery.ts memberLeft': 'here',
  'log/recent-entries.ts databaseReplaced': 'everywhere',
  'log/recent-entries.ts entriesCommitted': 'everywhere',
  'log/recent-entries.ts namesUnsure': 'everywhere',
  'log/recent-entries.ts personRenamed': 'everywhere',
  'log/recent-entries.ts roomChanged': 'here',
  'log/tell-rooms.ts headNoted': 'bus',
  'log/tell-rooms.ts segmentStored': 'bus',
  'members/membership-fanout.ts memberLeft': 'here',
  'moderation/raid/raid-watch.ts memberJoined': 'bus',
  'moderation/rules/report-flagged.ts messageFlagged': 'here',
  'notifications/notifier.ts entriesCommitted': 'once',
  'notifications/read-watch.ts positionMoved': 'here',
  'notifications/request-alerts.ts joinAnswered': 'here',
  'notifications/request-alerts.ts joinAsked': 'here',
  'notifications/request-alerts.ts joinSettled': 'here',
  'plain/direct/direct-notices.ts entriesCommitted': 'everywhere',
  'plain/direct/direct-notices.ts typingTold': 'here',
  'presence/presence.service.ts entriesCommitted': 'everywhere',
  'presence/presence.service.ts memberJoined': 'here',
  'presence/presence.service.ts memberLeft': 'here',
  'presence/presence.service.ts personRenamed': 'everywhere',
  'presence/presence.service.ts presenceChosen': 'everywhere',
  'previews/watch-links.ts entriesCommitted': 'once',
  'profiles/tell-profiles.ts accountClosed': 'bus',
  'push/pusher.ts alertsMade': 'here',
  'push/take-back.ts entriesCommitted': 'once',
  'receipts/tell-receipts.ts positionMoved': 'bus',
  'receipts/watchers.ts memberLeaving': 'everywhere',
  'receipts/watchers.ts memberLeft': 'here',
  'rooms/general-room.ts accountMade': 'here',
  'rooms/room-added.ts memberJoined': 'here',
  'rooms/room-added.ts roomHidden': 'here',
  'rooms/room-added.ts roomShown': 'here',
  'rooms/rules/room-rules.ts roomChanged': 'bus',
  'rooms/rules/room-rules.ts textRulesChanged': 'bus',
  'search/indexer.ts entriesCommitted': 'once',
  'users/server-roles.ts accountMade': 'here',
  'users/server-roles.ts loggedIn': 'here',
  'users/users.service.ts namesUnsure': 'everywhere',
  'users/users.service.ts personRenamed': 'everywhere',
};

const LISTENING = /\bevents\.on(?:<[^(]*>)?\(\s*(\w+)/g;
const EACH_OF = /for \(const event of \[([^\]]+)\]\)/g;

function listenersIn(file: string): string[] {
  const text = readFileSync(join(SOURCES, file), 'utf8');
  const several = [...text.matchAll(EACH_OF)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim()),
  );
  const names = [...text.matchAll(LISTENING)].flatMap(([, name = '']) =>
    name === 'event' ? several : [name],
  );
  return [...new Set(names)].map((name) => `${file} ${name}`);
}

describe('what listens to facts', () => {
  it('is known to be right where several processes serve one database', () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('events/'))
      .filter((file) => readFileSync(join(SOURCES, file), 'utf8').includes('EventBus'));
    expect(files.flatMap(listenersIn).sort()).toEqual(Object.keys(LISTENERS).sort());
  });

  it('tells others by the bus where it says so', () => {
    const files = Object.keys(LISTENERS).filter((key) => LISTENERS[key] === 'bus');
    for (const key of files) {
      const [file = ''] = key.split(' ');
      expect([file, /ClusterBus|GaplessPublisher/.test(readFileSync(join(SOURCES, file), 'utf8'))]).toEqual([
        file,
        true,
      ]);
    }
  });
});
