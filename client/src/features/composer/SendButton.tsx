import { cx } from '../../lib';
import { IconButton, SendIcon } from '../../ui';

interface SendButtonProps {
  label: string;
  canSend: boolean;
  /** On small screens something else has its place. */
  isHidden: boolean;
}

/** Sends what is written. */
export function SendButton({ label, canSend, isHidden }: SendButtonProps) {
  return (
    <IconButton
      type="submit"
      label={label}
      place="above-end"
      disabled={!canSend}
      // A tap must not take the keyboard away.
      onPointerDown={(event) => event.preventDefault()}
      isMain={canSend}
      // On small screens a border nobody sees makes it large enough for a finger.
      className={cx(
        'm-1 max-md:m-0 max-md:rounded-xl max-md:border-4 max-md:border-transparent max-md:bg-clip-padding',
        isHidden && 'max-md:hidden',
      )}
    >
      <SendIcon />
    </IconButton>
  );
}
