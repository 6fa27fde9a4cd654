import { useStore } from 'zustand';
import { useLocale } from '../../../i18n';
import { cx } from '../../../lib';
import { useChatStores } from '../../../store';
import { IconButton } from '../../../ui';
import { MicrophoneIcon } from '../icons';

interface VoiceButtonProps {
  /** Under which what is being written is kept. */
  draftKey: string;
  onOpen: () => void;
}

/** Begins a voice message. On small screens it has the place of the button that sends, while there is nothing to send. */
export function VoiceButton({ draftKey, onOpen }: VoiceButtonProps) {
  const { t } = useLocale();
  const { drafts } = useChatStores();
  const isWriting = useStore(drafts, ({ byRoom }) => (byRoom[draftKey] ?? '') !== '');
  return (
    <IconButton
      label={t('voice.record')}
      place="above-end"
      onClick={onOpen}
      className={cx('my-1 max-md:my-0', isWriting && 'max-md:hidden')}
    >
      <MicrophoneIcon />
    </IconButton>
  );
}
