import { lookAtPage } from './look-at-page.js';
import { NotFetched } from './fetch-bytes.js';
import type { PageAnswer, PageJob } from './page-job.js';

// A process of its own: what pages of strangers do to whoever reads them, they do here. It does one job at a time.
process.on('message', (job: PageJob) => {
  void answerTo(job).then((answer) => process.send?.(answer));
});
// The server is gone, however it went.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

async function answerTo(job: PageJob): Promise<PageAnswer> {
  const { id } = job;
  try {
    const facts = await lookAtPage(job);
    return { id, kind: 'done', ...(facts && { facts }) };
  } catch (error) {
    return { id, kind: 'failed', error: wordsFor(error) };
  }
}

/** Errors of the network speak of addresses, which are nobody's to log. */
function wordsFor(error: unknown): string {
  if (error instanceof NotFetched) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'not reached';
}
