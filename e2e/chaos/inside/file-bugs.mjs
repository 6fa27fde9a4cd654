import { Readable } from 'node:stream';
import { wrap } from './load-server.mjs';

const isUnlucky = (key) => /^[0-7]/.test(key);

/** Servers that are wrong about files. */
export const FILE_BUGS = {
  /** Some files are not kept, though everything is said to be well. */
  lose_file({ LocalFileStore }) {
    wrap(
      LocalFileStore,
      'join',
      (join) =>
        async function (upload, count, key) {
          const isJoined = await join.call(this, upload, count, key);
          if (isJoined && isUnlucky(key)) await this.remove(key);
          return isJoined;
        },
    );
  },

  /** Files have the right length, and nothing of what was sent. */
  spoil_file({ LocalFileStore }) {
    wrap(
      LocalFileStore,
      'putPart',
      (putPart) =>
        async function (upload, part, bytes, size) {
          const chunks = [];
          for await (const chunk of bytes) chunks.push(chunk);
          const whole = Buffer.concat(chunks);
          return putPart.call(this, upload, part, Readable.from([Buffer.alloc(whole.length)]), size);
        },
    );
  },

  /** Bytes stay for ever whose row is gone. */
  keep_file({ SweepRepository }) {
    wrap(SweepRepository, 'keysOfNone', () => () => Promise.resolve([]));
  },

  /** The server goes with the process in which it looks at pictures. */
  die_with_child({ ChildWorker }) {
    wrap(
      ChildWorker,
      'run',
      (run) =>
        async function (job) {
          const answer = await run.call(this, job);
          if (answer === undefined) process.exit(1);
          return answer;
        },
    );
  },
};
