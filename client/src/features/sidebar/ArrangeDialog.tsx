import { LIMITS, SIDEBAR_SORTS, type SidebarSort } from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useLocale, type MessageId } from '../../i18n';
import { useChatStores } from '../../store';
import { Button, IconButton } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { ArrowDownIcon, TrashIcon } from '../../ui/more-icons';
import { Segmented } from '../../ui/Segmented';
import { Switch } from '../../ui/Switch';
import { stepSection, withSections } from './arrangement';
import { useArrange } from './use-arrange';

const SORTS = { activity: 'sidebar.byActivity', name: 'sidebar.byName' } as const satisfies Record<
  SidebarSort,
  MessageId
>;

/** The order of the sidebar, what it shows, and the sections of one's own. */
export function ArrangeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLocale();
  const { sidebar } = useChatStores();
  const { sections, sort, isUnreadOnly } = useStore(sidebar);
  const arrange = useArrange();
  const [name, setName] = useState('');

  function add() {
    const section = { id: crypto.randomUUID(), name: name.trim(), roomIds: [] };
    if (section.name === '') return;
    setName('');
    arrange((now) => withSections(now, (before) => [...before, section]));
  }

  return (
    <Dialog title={t('rooms.arrange')} onClose={onClose}>
      <div className="space-y-4">
        <Segmented
          label={t('sidebar.order')}
          options={SIDEBAR_SORTS.map((value) => ({ value, label: t(SORTS[value]) }))}
          value={sort}
          onChange={(value) => arrange((now) => ({ ...now, sort: value }))}
        />
        <Switch
          label={t('sidebar.unreadOnly')}
          isOn={isUnreadOnly}
          onChange={(isOn) => arrange((now) => ({ ...now, isUnreadOnly: isOn }))}
        />
        <div>
          <h3 className="pb-1 text-13 font-medium">{t('sidebar.sections')}</h3>
          <ul>
            {sections.map((section, at) => (
              <li key={section.id} className="flex items-center gap-1">
                <bdi dir="auto" className="min-w-0 flex-1 truncate">
                  {section.name}
                </bdi>
                <IconButton
                  label={t('sidebar.sectionUp', { section: section.name })}
                  disabled={at === 0}
                  onClick={() => arrange((now) => stepSection(now, section.id, -1))}
                >
                  <ArrowDownIcon className="size-4.5 rotate-180" />
                </IconButton>
                <IconButton
                  label={t('sidebar.sectionDown', { section: section.name })}
                  disabled={at === sections.length - 1}
                  onClick={() => arrange((now) => stepSection(now, section.id, 1))}
                >
                  <ArrowDownIcon className="size-4.5" />
                </IconButton>
                <IconButton
                  label={t('sidebar.sectionRemove', { section: section.name })}
                  place="below-end"
                  onClick={() =>
                    arrange((now) => withSections(now, (all) => all.filter(({ id }) => id !== section.id)))
                  }
                >
                  <TrashIcon className="size-4.5" />
                </IconButton>
              </li>
            ))}
          </ul>
          {sections.length < LIMITS.sidebarSectionsMax && (
            <form
              className="mt-2 flex gap-2"
              onSubmit={(event) => {
                event.preventDefault();
                add();
              }}
            >
              <input
                dir="auto"
                aria-label={t('sidebar.sectionName')}
                placeholder={t('sidebar.sectionName')}
                maxLength={LIMITS.sectionNameMax}
                value={name}
                onChange={(event) => setName(event.target.value)}
                className="h-9 min-w-0 flex-1 rounded-lg border border-line-strong bg-surface-1 px-2.5 max-md:h-11"
              />
              <Button type="submit" disabled={name.trim() === ''}>
                {t('sidebar.add')}
              </Button>
            </form>
          )}
        </div>
      </div>
    </Dialog>
  );
}
