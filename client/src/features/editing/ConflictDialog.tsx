import { useLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';

interface ConflictDialogProps {
  /** Of the edit that found another text than the one it was to replace. */
  clientMsgId: string;
  mine: string;
  theirs: string;
  onClose: () => void;
}

/** Both texts. Mine is kept until one of them is chosen. */
export function ConflictDialog({ clientMsgId, mine, theirs, onClose }: ConflictDialogProps) {
  const { t } = useLocale();
  const realtime = useRealtime();
  const choose = (choice: (id: string) => void) => () => {
    choice(clientMsgId);
    onClose();
  };
  return (
    <Dialog title={t('edit.conflict')} onClose={onClose} isWide>
      <div className="grid gap-3 sm:grid-cols-2">
        <Side title={t('edit.theirs')} text={theirs}>
          <Button onClick={choose(realtime.discard)}>{t('edit.keepTheirs')}</Button>
        </Side>
        <Side title={t('edit.mine')} text={mine}>
          <Button look="primary" onClick={choose(realtime.retry)}>
            {t('edit.keepMine')}
          </Button>
        </Side>
      </div>
    </Dialog>
  );
}

interface SideProps {
  title: string;
  text: string;
  children: React.ReactNode;
}

function Side({ title, text, children }: SideProps) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2">
      <h3 className="text-12 font-medium text-quiet">{title}</h3>
      <p
        dir="auto"
        className="max-h-[40dvh] flex-1 overflow-y-auto rounded-lg border border-line bg-surface-0 px-3 py-2 whitespace-pre-wrap wrap-anywhere"
      >
        {text}
      </p>
      {children}
    </section>
  );
}
