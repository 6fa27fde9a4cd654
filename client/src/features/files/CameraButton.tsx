import { useRef } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { useChatStores } from '../../store';
import { IconButton } from '../../ui';
import { CameraIcon } from './icons';

interface CameraButtonProps {
  /** Under which what is being written is kept. */
  draftKey: string;
  onTake: (photos: readonly File[]) => Promise<void>;
}

/** Opens the camera of a phone. It makes room for what is being written. */
export function CameraButton({ draftKey, onTake }: CameraButtonProps) {
  const { t } = useLocale();
  const { drafts } = useChatStores();
  const isWriting = useStore(drafts, ({ byRoom }) => (byRoom[draftKey] ?? '') !== '');
  const input = useRef<HTMLInputElement>(null);
  const label = t('files.photograph');
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={label}
        onChange={({ currentTarget }) => {
          void onTake([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <IconButton
        label={label}
        place="above-end"
        onClick={() => input.current?.click()}
        className={cx('my-1 max-md:my-0', isWriting && 'hidden')}
      >
        <CameraIcon />
      </IconButton>
    </>
  );
}
