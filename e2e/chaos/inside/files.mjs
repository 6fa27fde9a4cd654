import { wrap } from './load-server.mjs';

/** Knows who sweeps, and the processes in which pictures and pages are looked at. */
export function watchFiles({ SweepFiles, MakePreviews, ChildWorker }) {
  const sweepers = [];
  const workers = new Set();
  for (const type of [MakePreviews, SweepFiles])
    wrap(
      type,
      'onModuleInit',
      (start) =>
        function () {
          sweepers.push({ type, sweeper: this });
          return start.call(this);
        },
    );
  wrap(
    ChildWorker,
    'run',
    (run) =>
      function (job) {
        workers.add(this);
        return run.call(this, job);
      },
  );
  return {
    killChildren() {
      for (const { child } of workers) child?.kill('SIGKILL');
    },
    /** What has a day to live otherwise: previews first, whose pictures are files. */
    async sweep() {
      for (const { sweeper } of sweepers.filter(({ type }) => type === MakePreviews)) await sweeper.sweep(0);
      for (const { sweeper } of sweepers.filter(({ type }) => type === SweepFiles)) await sweeper.run(0);
    },
  };
}
