/**
 * @typedef {{ name: string, value: number, unit: string, goal: number, isLeast?: boolean }} Measure
 *   `isLeast`: the goal is the least it may be; otherwise the most
 */

/** @param {Measure} measure */
export const isMet = ({ value, goal, isLeast = false }) => (isLeast ? value >= goal : value <= goal);

/** @param {Measure[]} measures @returns the table as it is printed */
export function tableOf(measures) {
  const rows = measures.map((measure) => [
    measure.name,
    `${Number(measure.value.toFixed(1))} ${measure.unit}`.trim(),
    `${measure.isLeast ? '>=' : '<='} ${measure.goal} ${measure.unit}`.trim(),
    isMet(measure) ? 'pass' : 'FAIL',
  ]);
  const all = [['budget', 'measured', 'goal', ''], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
