import { setTimeout as delay } from 'node:timers/promises';
import { say } from '../progress.mjs';

const REPORT_MS = 2_000;

/** Counts answers and reports on them every two seconds. */
export function startTally() {
  const startedAt = performance.now();
  const errors = new Map();
  let acked = 0;
  const report = () => {
    const seconds = (performance.now() - startedAt) / 1000;
    const failed = [...errors].map(([code, count]) => `${count} × ${code}`).join(', ') || 'no errors';
    return `${acked} acked in ${seconds.toFixed(1)} s, ${(acked / seconds).toFixed(1)} a second, ${failed}`;
  };
  const timer = setInterval(() => say(report()), REPORT_MS);
  return {
    pause: (ms) => delay(ms),
    add(ack) {
      if (ack.success) acked += 1;
      else errors.set(ack.code, (errors.get(ack.code) ?? 0) + 1);
    },
    hasErrors: () => errors.size > 0,
    end() {
      clearInterval(timer);
      return report();
    },
  };
}
