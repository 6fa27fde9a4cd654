import { codePointLength, LIMITS } from '@chatket/contract';
import { Suspense, useRef, useState } from 'react';
import { useLocale } from '../../i18n';
import { IconButton, SmileIcon } from '../../ui';
import { EmojiPicker } from '../../ui/emoji/EmojiButton';
import { CloseIcon } from '../../ui/more-icons';
import { TextField } from '../../ui/TextField';

interface StatusFieldsProps {
  sign: string;
  doing: string;
  onSign: (sign: string) => void;
  onDoing: (doing: string) => void;
}

/** What I do, in words and with a sign. The picker opens in the page: beside its button the dialog would cut it off. */
export function StatusFields({ sign, doing, onSign, onDoing }: StatusFieldsProps) {
  const { t } = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLButtonElement>(null);
  const isTooLong = codePointLength(doing.trim()) > LIMITS.statusTextMax;
  return (
    <div>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            ref={field}
            label={t('profile.status')}
            hint={t('profile.statusHint')}
            value={doing}
            dir="auto"
            error={isTooLong ? t('profile.tooLong', { count: LIMITS.statusTextMax }) : undefined}
            onChange={(event) => onDoing(event.target.value)}
          />
        </div>
        <div className="flex items-center gap-1 pt-7">
          <IconButton
            ref={chooser}
            label={sign === '' ? t('profile.chooseSign') : t('profile.changeSign', { sign })}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {sign === '' ? <SmileIcon /> : <span className="text-18">{sign}</span>}
          </IconButton>
          {(sign !== '' || doing !== '') && (
            <IconButton
              label={t('profile.clearStatus')}
              place="above-end"
              onClick={() => {
                onSign('');
                onDoing('');
                setIsOpen(false);
                field.current?.focus();
              }}
            >
              <CloseIcon />
            </IconButton>
          )}
        </div>
      </div>
      {isOpen && (
        <div
          // A key that picks does not save.
          onKeyDown={(event) => {
            if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
          }}
          className="mb-2 h-72 max-w-80 overflow-hidden rounded-lg border border-line p-2"
        >
          <Suspense>
            <EmojiPicker
              onPick={(picked) => {
                onSign(picked);
                setIsOpen(false);
                chooser.current?.focus();
              }}
            />
          </Suspense>
        </div>
      )}
    </div>
  );
}
