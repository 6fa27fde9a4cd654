import type { PictureAnswer, PictureJob } from './picture-job.js';
import { makeAvatar } from './make-avatar.js';
import { FaultyPicture, preparePicture } from './prepare-picture.js';
import { NotAPicture } from './strip/exif.js';

// A process of its own: what a picture does to whoever decodes it, it does here. It does one job at a time.
process.on('message', (job: PictureJob) => {
  void answerTo(job).then((answer) => process.send?.(answer));
});
// The server is gone, however it went. To exit would wait for what is being decoded.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

async function answerTo(job: PictureJob): Promise<PictureAnswer> {
  const { id } = job;
  try {
    if (!job.isAvatar) return { id, kind: 'done', facts: await preparePicture(job) };
    await makeAvatar(job);
    return { id, kind: 'done' };
  } catch (error) {
    return { id, ...faultOf(error) };
  }
}

type Fault =
  { kind: 'fault'; fault: FaultyPicture['fault'] } | { kind: 'full' } | { kind: 'failed'; error: string };

function faultOf(error: unknown): Fault {
  if (error instanceof FaultyPicture) return { kind: 'fault', fault: error.fault };
  if (error instanceof NotAPicture) return { kind: 'fault', fault: 'unreadable' };
  const words = error instanceof Error ? error.message : String(error);
  // The system's own failures are none of the picture's. What says what a disk says when it is full stands here again: to load
  // all that is common would take longer than most pictures.
  if (error instanceof Error && 'code' in error)
    return error.code === 'ENOSPC' || error.code === 'EDQUOT'
      ? { kind: 'full' }
      : { kind: 'failed', error: words };
  return { kind: 'fault', fault: /pixel limit/i.test(words) ? 'too large' : 'unreadable' };
}
