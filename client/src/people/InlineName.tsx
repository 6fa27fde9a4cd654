import type { ComponentProps } from 'react';
import { CalledName } from './CalledName';

/** `CalledName` in a line of text: what is longer than the line is cut off, as it is in rows. */
export function InlineName(props: ComponentProps<typeof CalledName>) {
  return (
    <span className="inline-flex max-w-full items-baseline gap-1">
      <CalledName {...props} />
    </span>
  );
}
