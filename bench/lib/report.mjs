// @ts-check

/** @typedef {import('./section.mjs').Section} Section */

/**
 * The run as Markdown.
 * @param {{ date: string, kind: string, machine: string[], load: string, sections: Section[] }} run
 */
export function report({ date, kind, machine, load, sections }) {
  return [
    `# ${kind} of ${date}`,
    machine.map((line) => `- ${line}`).join('\n') + `\n- load afterwards: ${load}`,
    '## Goals',
    goalsTable(sections),
    ...sections.flatMap(body),
  ]
    .join('\n\n')
    .concat('\n');
}

/** @param {Section[]} sections */
export function goalsTable(sections) {
  const rows = sections.flatMap(({ verdicts, faults }) =>
    verdicts.map(({ gate, limit, median, worst, best, rounds, isMet }) => {
      const outcome = faults.length > 0 ? 'void' : isMet ? 'met' : '**missed**';
      return `| ${gate.what} | ${gate.must} ${figure(limit)} | ${figure(worst)} | ${figure(median)} | ${figure(best)} | ${rounds} | ${outcome} |`;
    }),
  );
  return [
    '| goal (ratio) | must be | worst round | median | best | rounds | |',
    '| --- | --: | --: | --: | --: | --: | --- |',
    ...rows,
  ].join('\n');
}

/** @param {Section} section */
function body({ id, title, notes, tables, faults }) {
  return [
    `## ${id}: ${title}`,
    ...(notes.length > 0 ? [notes.join('\n')] : []),
    ...tables,
    ...(faults.length > 0
      ? [
          `**Void**:\n\n${faults
            .slice(0, 12)
            .map((fault) => `- ${fault}`)
            .join('\n')}`,
        ]
      : []),
  ];
}

/** @param {number} value */
const figure = (value) => (Number.isFinite(value) ? Number(value.toPrecision(3)).toString() : '–');
