import type { RunResult } from './run';

/** What people need to know of a run: of a bad one also how to see it again. */
export function describeRun({
  seed,
  acked,
  changed,
  removals,
  deliveries,
  files,
  faultsDone,
  skipped,
  violations,
  historyPath,
}: RunResult): string {
  const lines = [
    `seed ${String(seed)}: ${String(acked)} acked sends, ${String(changed)} acked changes, ${String(removals)} removals, ` +
      `${String(deliveries)} shown messages, ${String(files)} files, ${String(faultsDone.length)} faults, ${String(violations.length)} violations`,
  ];
  for (const reason of skipped) lines.push(`  not done: ${reason}`);
  if (violations.length > 0) {
    lines.push(`  faults, in order: ${faultsDone.join(' ')}`);
    for (const { id, what } of violations) lines.push(`  ${id}: ${what}`);
    lines.push(`  history: ${historyPath}`);
  }
  return lines.join('\n');
}
