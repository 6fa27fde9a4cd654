import { useEffect, useState } from 'react';
import { useChatStores } from '../../store';
import { blobsOf, localUrl } from './blobs';

/** The address of a file that this device keeps until it is sent, over a reload as well; undefined for others. */
export function useLocalUrl(id: string, isUnsent = true): string | undefined {
  const { me } = useChatStores();
  const [, setRead] = useState<string>();
  const url = localUrl(id);
  const isMissing = isUnsent && url === undefined;
  useEffect(() => {
    if (isMissing)
      void blobsOf(me.id)
        .read(id)
        .then((blob) => blob && setRead(id));
  }, [id, isMissing, me]);
  return url;
}
