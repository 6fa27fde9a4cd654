import { useEffect } from 'react';
import { PRODUCT } from '../../lib';

/** Names the place in the tab's title, with the number of messages nobody has read yet in front. */
export function useTitle(place: string | undefined, unread = ''): void {
  useEffect(() => {
    document.title = [unread && `(${unread})`, place ? `${place} · ${PRODUCT}` : PRODUCT]
      .filter(Boolean)
      .join(' ');
    return () => {
      document.title = PRODUCT;
    };
  }, [unread, place]);
}
