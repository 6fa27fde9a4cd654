import type { Attachment } from '@chatket/contract';
import type { Request } from '../../api';
import { exclusive } from '../../lib';
import { blobsOf } from './blobs';
import { refusalOf } from './passing';
import { isUploaded, uploadFile } from './upload-file';

interface Context {
  request: Request;
  userId: string;
}

/**
 * Brings a file that goes with a draft to the server, from this device or from nowhere where it is there already.
 * @param isOver nobody wants it any more
 */
export async function bringFile(
  { request, userId }: Context,
  { roomId, file, isOver }: { roomId: string; file: Attachment; isOver: () => boolean },
): Promise<'there' | 'refused' | 'later'> {
  try {
    // Another tab that has the same draft may be about to.
    return await exclusive(`chatket-file-${file.id}`, async () => {
      if (isOver()) return 'refused';
      const blob = await blobsOf(userId).read(file.id);
      const isThere = blob
        ? await uploadFile(request, { roomId, file, blob, isOver })
        : await isUploaded(request, file);
      return isThere ? 'there' : 'refused';
    });
  } catch (error) {
    return refusalOf(error) ? 'refused' : 'later';
  }
}
