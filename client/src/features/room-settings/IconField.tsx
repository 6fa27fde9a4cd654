import { Suspense, useId, useState } from 'react';
import { useLocale } from '../../i18n';
import { Button, IconButton } from '../../ui';
import { EmojiPicker } from '../../ui/emoji/EmojiButton';
import { CloseIcon } from '../../ui/more-icons';

interface IconFieldProps {
  value: string;
  isDisabled: boolean;
  error: string | undefined;
  onChange: (icon: string) => void;
}

/** One emoji, or none. The picker opens in the page: beside its button it would be cut off by the dialog. */
export function IconField({ value, isDisabled, error, onChange }: IconFieldProps) {
  const { t } = useLocale();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div>
      <span id={id} className="mb-1.5 block text-13 font-medium">
        {t('roomSettings.icon')}
      </span>
      <div role="group" aria-labelledby={id} className="flex items-center gap-2">
        <span className="grid size-11 place-items-center rounded-lg bg-surface-2 text-20">
          {value || <span className="text-13 text-quiet">#</span>}
        </span>
        <Button disabled={isDisabled} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {t('roomSettings.chooseIcon')}
        </Button>
        {!isDisabled && value !== '' && (
          <IconButton label={t('roomSettings.noIcon')} onClick={() => onChange('')}>
            <CloseIcon />
          </IconButton>
        )}
      </div>
      {isOpen && (
        <div
          // A key that picks does not save.
          onKeyDown={(event) => {
            if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
          }}
          className="mt-2 h-72 max-w-80 overflow-hidden rounded-lg border border-line p-2"
        >
          <Suspense>
            <EmojiPicker
              onPick={(icon) => {
                onChange(icon);
                setIsOpen(false);
              }}
            />
          </Suspense>
        </div>
      )}
      {error && (
        <p role="alert" className="mt-1 text-13 text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
