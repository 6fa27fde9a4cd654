import type { Message } from '@chatket/contract';
import { Suspense, useRef } from 'react';
import { useLocale } from '../../i18n';
import { asRead } from '@chatket/contract/as-read';
import { Modal } from '../../ui/Dialog';
import { SheetAction } from '../../ui/SheetAction';
import { useMessageActions } from './message-actions';
import type { RowParts } from './row-parts';

interface ActionSheetProps {
  message: Message;
  parts: RowParts;
  onClose: () => void;
}

/** All that can be done with a message; on a narrow screen at its foot, where the thumb is. */
export function ActionSheet({ message, parts, onClose }: ActionSheetProps) {
  const { t } = useLocale();
  const actions = useMessageActions(message);
  const isTouched = useRef(false);
  return (
    <Modal
      label={t('message.actions')}
      onClose={onClose}
      className="mx-auto mt-auto mb-0 w-full max-w-120 animate-rise rounded-t-2xl bg-surface-1 shadow-raised md:mb-auto md:max-w-90 md:rounded-xl"
    >
      <div
        className="safe-bottom"
        onPointerDownCapture={() => (isTouched.current = true)}
        // The finger that opened the sheet leaves it over one of its rows: that is no choice.
        onClickCapture={(event) => {
          if (event.detail > 0 && !isTouched.current) event.stopPropagation();
        }}
      >
        <p dir="auto" className="truncate border-b border-line px-5 py-3 text-13 text-quiet">
          {asRead(message.text)}
        </p>
        <ul className="p-2">
          {/* One after another they would move what a finger is about to touch. */}
          <Suspense>
            {parts.sheet(message, onClose)}
            {actions.map(({ label, Icon, run }) => (
              <SheetAction
                key={label}
                label={label}
                Icon={Icon}
                onPick={() => {
                  run();
                  onClose();
                }}
              />
            ))}
          </Suspense>
        </ul>
      </div>
    </Modal>
  );
}
