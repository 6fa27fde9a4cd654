import { useState } from 'react';
import { useLocale } from '../../i18n';
import { focusIfLost } from '../../lib/focus-if-lost';
import { useChatStores } from '../../store';
import { Button } from '../../ui';
import { DeleteAccountDialog } from './DeleteAccountDialog';
import { ExportPart } from './ExportPart';
import { PauseDialog } from './PauseDialog';
import { RenameForm } from './RenameForm';

/** My name, all that is kept about me, a break from it, and the end of my account. */
export function AccountPart({ onClosed }: { onClosed: () => void }) {
  const { t, rich } = useLocale();
  const { me } = useChatStores();
  const [open, setOpen] = useState<'rename' | 'renamed' | 'pause' | 'delete'>();
  return (
    <section aria-labelledby="account-heading" className="space-y-4">
      <div>
        <h4 id="account-heading" className="text-13 font-medium">
          {t('life.name')}
        </h4>
        <p className="mb-1 text-13 text-quiet">
          {rich('life.nameIs', {
            name: (
              <bdi dir="auto" className="font-medium wrap-anywhere text-ink">
                {me.username}
              </bdi>
            ),
          })}
        </p>
        {open === 'rename' ? (
          <RenameForm onClose={() => setOpen('renamed')} />
        ) : (
          <Button
            ref={open === 'renamed' ? focusIfLost : undefined}
            size="small"
            className="mt-1"
            onClick={() => setOpen('rename')}
          >
            {t('life.rename')}
          </Button>
        )}
      </div>
      <ExportPart />
      <div>
        <h4 className="text-13 font-medium">{t('life.pause')}</h4>
        <p className="mb-1 text-13 text-quiet">{t('life.pauseHint')}</p>
        <Button size="small" className="mt-1" onClick={() => setOpen('pause')}>
          {t('life.pauseOpen')}
        </Button>
      </div>
      <div>
        <h4 className="text-13 font-medium">{t('life.delete')}</h4>
        <p className="mb-1 text-13 text-quiet">{t('life.deleteHint')}</p>
        <Button size="small" className="mt-1" onClick={() => setOpen('delete')}>
          {t('life.deleteOpen')}
        </Button>
      </div>
      {open === 'pause' && <PauseDialog onClose={() => setOpen(undefined)} onPaused={onClosed} />}
      {open === 'delete' && <DeleteAccountDialog onClose={() => setOpen(undefined)} onDeleted={onClosed} />}
    </section>
  );
}
