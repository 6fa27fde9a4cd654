import { Redirect, Route, Switch } from 'wouter';
import type { Chat } from '../session/chat';
import type { Page } from '../session/page';
import { DeviceDoor } from './DeviceDoor';
import { InviteDoor } from './InviteDoor';
import { SetupDoor } from './SetupDoor';

interface DoorsProps {
  page: Page;
  /** Missing while nobody is logged in. */
  chat: Chat | undefined;
}

/** Where links from outside lead, whether or not one is logged in. */
export function Doors({ page, chat }: DoorsProps) {
  return (
    <Switch>
      <Route path="/invite/:token">
        {({ token }) => <InviteDoor key={chat?.stores.me.id} page={page} chat={chat} token={token} />}
      </Route>
      <Route path="/setup">
        <SetupDoor page={page} chat={chat} />
      </Route>
      <Route path="/device">
        <DeviceDoor page={page} me={chat?.stores.me} />
      </Route>
      <Route>
        <Redirect replace to="/" />
      </Route>
    </Switch>
  );
}
