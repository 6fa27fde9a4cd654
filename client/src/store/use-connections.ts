import { useEffect, useState } from 'react';
import { useChatStores } from './context';

/** Another number with each connection: what nobody could be told of meanwhile is read again. */
export function useConnections(): number {
  const { connection } = useChatStores();
  const [count, setCount] = useState(0);
  useEffect(
    () =>
      connection.subscribe(({ isOnline }, before) => {
        if (isOnline && !before.isOnline) setCount((known) => known + 1);
      }),
    [connection],
  );
  return count;
}
