import { useState, type ReactNode } from 'react';
import { createStore } from 'zustand/vanilla';
import { SettingsDialog } from '../features/settings/more';
import { ShortcutSheet } from '../features/shortcuts/more';
import { QuickSwitcher } from '../features/switcher';
import { ActionSheet, BARE_ROW } from '../features/timeline';
import { Button } from '../ui';
import { UpdatePrompt } from '../app/shell/UpdatePrompt';
import { LONG_ROOM_NAME, members, messages, roomOf } from './data';
import { Stage } from './stage';

const nothing = () => undefined;
const [message] = messages;
const rooms = [
  roomOf('rich', 'Kitchen table', { lastSeq: 112, lastMessage: messages.at(-1) }),
  roomOf('long', LONG_ROOM_NAME),
];
const commands = ['Create a room', 'Discover rooms', 'Open the settings'].map((name) => ({
  id: name,
  name,
  run: nothing,
}));
const updates = { state: createStore(() => ({ isReady: true })), reload: nothing };

/** What lies over the page. A modal takes all of it, so each is opened by hand. */
export function DialogScenes() {
  return (
    <>
      <Opened title="Switcher">
        {(close) => (
          <QuickSwitcher
            commands={commands}
            hasNews={({ id }) => id === 'rich'}
            onRoom={close}
            onSearch={close}
            onPerson={close}
            onClose={close}
          />
        )}
      </Opened>
      <Opened title="Settings">
        {(close) => <SettingsDialog onListen={nothing} privacy={null} devices={null} onClose={close} />}
      </Opened>
      <Opened title="Shortcuts">{(close) => <ShortcutSheet onClose={close} />}</Opened>
      <Opened title="Message actions">
        {(close) => message && <ActionSheet message={message} parts={BARE_ROW} onClose={close} />}
      </Opened>
      <Opened title="New version">{() => <UpdatePrompt updates={updates} />}</Opened>
    </>
  );
}

function Opened({ title, children }: { title: string; children: (close: () => void) => ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Stage
      title={title}
      height="h-20"
      setUp={(stores) => {
        stores.rooms.actions.load(rooms);
        stores.presence.actions.setRoster({ roomId: 'rich', version: 1, users: members });
      }}
    >
      <div className="flex flex-1 items-center justify-center">
        <Button onClick={() => setIsOpen(!isOpen)}>{title}</Button>
      </div>
      {isOpen && children(() => setIsOpen(false))}
    </Stage>
  );
}
