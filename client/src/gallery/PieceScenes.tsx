import { useState } from 'react';
import type { Preferences } from '../store';
import { Avatar, BellIcon, Button, ClockIcon, CompassIcon, Kbd, Loading, Logo, Skeleton } from '../ui';
import { Segmented } from '../ui/Segmented';
import { TextField } from '../ui/TextField';

export function PieceScenes() {
  const [theme, setTheme] = useState<Preferences['theme']>('system');
  return (
    <figure className="md:col-span-2">
      <figcaption className="mb-1.5 text-13 text-quiet">Pieces</figcaption>
      <div className="grid gap-5 rounded-xl border border-line bg-surface-1 p-5 md:grid-cols-2">
        <div className="flex flex-wrap items-center gap-2">
          <Button look="primary">Primary</Button>
          <Button>Secondary</Button>
          <Button look="quiet">Quiet</Button>
          <Button look="link">Link</Button>
          <Button look="danger">Danger</Button>
          <Button look="primary" disabled>
            Disabled
          </Button>
          <Button look="primary" isBusy>
            Busy
          </Button>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {Array.from({ length: 14 }, (_, index) => (
            <Avatar key={index} user={{ id: `person-${index}`, username: `p${index}` }} />
          ))}
          <Logo /> <Kbd>Ctrl K</Kbd>
        </div>
        <TextField label="Your name" hint="A hint below the field." />
        <TextField label="Your name" defaultValue="al" error="At least 3 characters, please." />
        <Segmented
          label="Theme"
          value={theme}
          options={[
            { value: 'system', label: 'System', icon: <ClockIcon className="size-4" /> },
            { value: 'light', label: 'Light', icon: <CompassIcon className="size-4" /> },
            { value: 'dark', label: 'Dark', icon: <BellIcon className="size-4" /> },
          ]}
          onChange={setTheme}
        />
        <Loading label="Loading">
          <Skeleton className="h-3 w-40" />
        </Loading>
      </div>
    </figure>
  );
}
