import type { Message } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { Modal } from '../../ui';
import { useMessageActions } from './message-actions';

interface ActionSheetProps {
  message: Message;
  onClose: () => void;
}

/** What can be done with a message, at the foot of the screen where the thumb is. */
export function ActionSheet({ message, onClose }: ActionSheetProps) {
  const { t } = useLocale();
  const actions = useMessageActions(message);
  return (
    <Modal
      label={t('message.actions')}
      onClose={onClose}
      className="mx-auto mt-auto mb-0 w-full max-w-120 animate-rise rounded-t-2xl bg-surface-1 shadow-raised"
    >
      <div className="safe-bottom">
        <p dir="auto" className="truncate border-b border-line px-5 py-3 text-13 text-quiet">
          {message.text}
        </p>
        <ul className="p-2">
          {actions.map(({ label, Icon, run }) => (
            <li key={label}>
              <button
                type="button"
                onClick={() => {
                  run();
                  onClose();
                }}
                className="flex h-12 w-full items-center gap-3 rounded-lg px-3 transition-colors hover:bg-surface-2"
              >
                <Icon className="size-5 text-quiet" />
                {label}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  );
}
