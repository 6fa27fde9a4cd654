import { Suspense, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocale, withTexts } from '../../i18n';
import { later } from '../../lib';
import { IconButton, Popover, SmileIcon } from '..';

export const EmojiPicker = later(async () => (await withTexts(import('./EmojiPicker'))).EmojiPicker);

/** Opens the emoji picker, which is loaded then. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  return (
    // The picker stands above the whole field, whose right end it shares: beside other buttons it would leave a small screen.
    <div className="my-1 max-md:my-0">
      <IconButton
        label={t('emoji.button')}
        place="above-end"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <SmileIcon />
      </IconButton>
      {isOpen && (
        <Suspense>
          <Popover
            label={t('emoji.button')}
            onClose={() => setIsOpen(false)}
            className="end-0 bottom-full mb-2 h-90 max-h-[40dvh] w-80 max-w-full overflow-hidden"
          >
            <EmojiPicker
              onPick={(emoji) => {
                // Closing gives the focus back to the button; who picks goes on writing.
                flushSync(() => setIsOpen(false));
                onPick(emoji);
              }}
            />
          </Popover>
        </Suspense>
      )}
    </div>
  );
}
