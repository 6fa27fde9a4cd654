import type { ComponentProps } from 'react';
import { TextField } from './TextField';

/** What is shown to be copied, such as a link or a token: whoever comes to it has all of it selected. */
export function CopyField(
  props: Pick<ComponentProps<typeof TextField>, 'label' | 'hint' | 'className'> & { value: string },
) {
  return <TextField readOnly dir="ltr" onFocus={(event) => event.target.select()} {...props} />;
}
