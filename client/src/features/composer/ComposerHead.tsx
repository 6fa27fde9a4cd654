import { asRead } from '@chatket/contract/as-read';
import { IconButton } from '../../ui';
import { CloseIcon } from '../../ui/more-icons';

interface ComposerHeadProps {
  title: string;
  text?: string;
  dropLabel: string;
  onDrop: () => void;
}

/** Says above the field what is written there: an answer, or another text of a message. */
export function ComposerHead({ title, text, dropLabel, onDrop }: ComposerHeadProps) {
  return (
    <div className="flex items-center gap-2 border-b border-line ps-3 pe-1 text-13">
      <p className="min-w-0 flex-1 truncate py-1.5">
        <span className="font-medium">{title}</span>
        {text !== undefined && (
          <bdi dir="auto" className="ms-2 text-quiet">
            {asRead(text)}
          </bdi>
        )}
      </p>
      <IconButton
        label={dropLabel}
        isSmall
        place="above-end"
        // A tap must not take the keyboard away.
        onPointerDown={(event) => event.preventDefault()}
        onClick={onDrop}
      >
        <CloseIcon className="size-4" />
      </IconButton>
    </div>
  );
}
