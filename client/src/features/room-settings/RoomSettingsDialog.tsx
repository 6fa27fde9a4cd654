import { ROLES, type Room } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { Segmented } from '../../ui/Segmented';
import { DangerPage } from './DangerPage';
import { GeneralPage } from './GeneralPage';
import { HooksPage } from './HooksPage';
import { PeoplePage } from './PeoplePage';
import { RulesPage } from './RulesPage';
import { useRoomForm } from './use-room-form';
import { WritingPage } from './WritingPage';

const PAGES = ['general', 'writing', 'people', 'rules', 'hooks', 'danger'] as const;
type Page = (typeof PAGES)[number];

/** What holds in a room, for whoever may change it; for others to read. */
export function RoomSettingsDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const { t } = useLocale();
  const [page, setPage] = useState<Page>('general');
  const form = useRoomForm(room);
  const isFew = room.kind === 'direct' || room.kind === 'group';
  const role = room.role ?? ROLES.member;
  const least = (name: Page) =>
    name === 'rules' ? ROLES.moderator : name === 'hooks' ? ROLES.admin : ROLES.member;
  const pages = PAGES.filter((name) => (isFew ? name === 'general' : role >= least(name)));

  return (
    <Dialog title={t('roomSettings.title', { room: room.name })} isWide onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        {pages.length > 1 && (
          <Segmented
            label={t('roomSettings.page')}
            value={page}
            options={pages.map((name) => ({ value: name, label: t(`roomSettings.page.${name}`) }))}
            onChange={setPage}
          />
        )}
        <div className="mt-4 min-h-96 space-y-4">
          {page === 'general' && <GeneralPage form={form} />}
          {page === 'writing' && <WritingPage form={form} />}
          {page === 'people' && <PeoplePage form={form} />}
          {page === 'rules' && <RulesPage room={room} form={form} />}
          {page === 'hooks' && <HooksPage room={room} />}
          {page === 'danger' && <DangerPage room={room} form={form} />}
        </div>
        <p role="alert" className="mt-3 min-h-5 text-13 text-danger">
          {form.error}
        </p>
        <div className="mt-2 flex items-center justify-end gap-2">
          <span role="status" className="me-auto text-13 text-quiet">
            {form.isSaved && t('roomSettings.saved')}
          </span>
          <Button look="quiet" onClick={onClose}>
            {t('common.close')}
          </Button>
          {page !== 'danger' && page !== 'rules' && page !== 'hooks' && (
            <Button type="submit" look="primary" isBusy={form.isBusy} disabled={!form.canSave}>
              {t('roomSettings.save')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
