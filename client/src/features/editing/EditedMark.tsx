import type { Message } from '@chatket/contract';
import { Suspense, useState } from 'react';
import { useLocale, withTexts } from '../../i18n';
import { later } from '../../lib';

const RevisionsDialog = later(async () => (await withTexts(import('./RevisionsDialog'))).RevisionsDialog);

/** Says that a text was changed, and shows on a click what it was before. */
export function EditedMark({ message }: { message: Message }) {
  const { t, time } = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  if (message.editedAt === undefined) return null;
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        title={time.full(new Date(message.editedAt))}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
        className="relative ms-1.5 rounded-sm text-12 text-quiet select-none hover:text-ink hover:underline pointer-coarse:after:absolute pointer-coarse:after:-inset-2.5"
      >
        ({t('message.edited')})
      </button>
      {isOpen && (
        <Suspense>
          <RevisionsDialog message={message} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
