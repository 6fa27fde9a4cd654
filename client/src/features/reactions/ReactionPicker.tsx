import type { Message } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { useMediaQuery } from '../../lib';
import { useRealtime } from '../../realtime';
import { Modal } from '../../ui/Dialog';
import { EmojiPicker } from '../../ui/emoji/EmojiPicker';
import { placeBeside } from './place';

interface ReactionPickerProps {
  message: Message;
  /** What was pressed: the picker opens beside it. */
  at: DOMRect;
  onClose: () => void;
}

const SIZE = { width: 336, height: 380 };

/** All emoji, for a reaction. On touch it lies at the foot of the screen. */
export function ReactionPicker({ message, at, onClose }: ReactionPickerProps) {
  const { t } = useLocale();
  const realtime = useRealtime();
  const isTouch = useMediaQuery('(pointer: coarse), (max-width: 479px)');
  const viewport = { width: window.innerWidth, height: window.innerHeight };
  return (
    <Modal
      label={t('react.action')}
      onClose={onClose}
      className={
        isTouch
          ? 'mx-auto mt-auto mb-0 h-[60dvh] w-full max-w-120 animate-rise rounded-t-2xl bg-surface-1 p-3 shadow-raised'
          : 'm-0 animate-rise overflow-hidden rounded-xl bg-surface-1 p-3 shadow-raised backdrop:bg-transparent'
      }
      style={isTouch ? undefined : { ...placeBeside(at, { ...SIZE, viewport }), ...SIZE }}
    >
      <EmojiPicker
        onPick={(emoji) => {
          realtime.react(message, { emoji, on: true });
          onClose();
        }}
      />
    </Modal>
  );
}
