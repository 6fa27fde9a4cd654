import { useId, useRef, useState, type ReactNode } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { Button } from '../../ui';
import { CropDialog } from './CropDialog';

const TYPES = 'image/jpeg,image/png,image/webp,image/gif,image/avif';

interface PictureFieldProps {
  label: string;
  hint: string;
  /** What is shown now. */
  children: ReactNode;
  /** Whether there is one that can be taken away. */
  hasPicture: boolean;
  isRound?: boolean;
  isDisabled?: boolean;
  onSet: (picture: Blob) => Promise<unknown>;
  onRemove: () => Promise<unknown>;
}

/** Chooses the picture of a person or a room. What is chosen is kept at once. */
export function PictureField(props: PictureFieldProps) {
  const { label, hint, children, hasPicture, isRound = false, isDisabled, onSet, onRemove } = props;
  const { t } = useLocale();
  const { toasts } = usePageStores();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLButtonElement>(null);
  const [file, setFile] = useState<File>();
  const [isBusy, setIsBusy] = useState(false);

  async function remove() {
    setIsBusy(true);
    try {
      await onRemove();
      chooser.current?.focus();
      toasts.actions.show(t('picture.removed'));
    } catch (failure) {
      toasts.actions.show(explain(failure));
    }
    setIsBusy(false);
  }

  return (
    <div role="group" aria-labelledby={id} aria-describedby={`${id}-hint`} className="mb-3">
      <span id={id} className="mb-1.5 block text-13 font-medium">
        {label}
      </span>
      <div className="flex items-center gap-3">
        {children}
        <div className="flex flex-wrap gap-1">
          <input
            ref={input}
            type="file"
            accept={TYPES}
            hidden
            aria-label={label}
            onChange={({ currentTarget }) => {
              setFile(currentTarget.files?.[0]);
              currentTarget.value = '';
            }}
          />
          <Button ref={chooser} disabled={isDisabled} onClick={() => input.current?.click()}>
            {t(hasPicture ? 'picture.change' : 'picture.choose')}
          </Button>
          {hasPicture && !isDisabled && (
            <Button look="quiet" isBusy={isBusy} onClick={() => void remove()}>
              {t('picture.remove')}
            </Button>
          )}
        </div>
      </div>
      <p id={`${id}-hint`} className="mt-1.5 text-13 text-quiet">
        {hint}
      </p>
      {file && (
        <CropDialog
          file={file}
          isRound={isRound}
          onUse={async (picture) => {
            await onSet(picture);
            toasts.actions.show(t('picture.set'));
          }}
          onClose={() => setFile(undefined)}
        />
      )}
    </div>
  );
}
