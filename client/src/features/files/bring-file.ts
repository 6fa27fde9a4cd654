import type { Attachment } from '@chatket/contract';
import type { Request } from '../../api';
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
    const blob = await blobsOf(userId).read(file.id);
    const isThere = blob
      ? await uploadFile(request, { roomId, file, blob, isOver })
      : await isUploaded(request, file);
    return isThere ? 'there' : 'refused';
  } catch (error) {
    return refusalOf(error) ? 'refused' : 'later';
  }
}
