import { draw } from './draw';

/** Alone, as conversations with code need no other of the many. */
export const CopyIcon = draw(
  <>
    <rect x="7" y="7" width="9.25" height="9.25" rx="2" />
    <path d="M13 7V5.75a2 2 0 0 0-2-2H5.75a2 2 0 0 0-2 2V11a2 2 0 0 0 2 2H7" />
  </>,
);
