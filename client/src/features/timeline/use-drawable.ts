import { useEffect, useState } from 'react';

/**
 * Whether what has rows can be drawn. For what draws the first of them is waited, so that none grows before one's eyes;
 * later ones come as they can.
 */
export function useDrawable(hasRows: boolean, late: () => Promise<unknown> | undefined): boolean {
  const [isWhole, setIsWhole] = useState(false);
  const awaited = hasRows && !isWhole ? late() : undefined;
  if (hasRows && !isWhole && !awaited) setIsWhole(true);
  useEffect(() => void awaited?.then(() => setIsWhole(true)));
  return hasRows && !awaited;
}
