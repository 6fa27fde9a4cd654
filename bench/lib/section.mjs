// @ts-check
import { judge } from '../gates.mjs';

/** @typedef {ReturnType<typeof judge>} Verdict */
/** @typedef {{ id: string, title: string, notes: string[], tables: string[], verdicts: Verdict[], faults: string[] }} SectionParts */

/** What a workload found out, as it will be printed. */
export class Section {
  notes = [];
  /** @type {string[]} */
  tables = [];
  /** @type {Verdict[]} */
  verdicts = [];
  /** @type {string[]} */
  faults = [];

  /** @param {string} id @param {string} title @param {{ isShort: boolean }} options */
  constructor(id, title, options) {
    this.id = id;
    this.title = title;
    this.options = options;
  }

  /** @param {string} text */
  note(text) {
    this.notes.push(text);
    console.log(`    ${text}`);
    return this;
  }

  /** @param {string[]} head @param {(string | number)[][]} rows */
  table(head, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    this.tables.push(
      [line(head), line(head.map((_, index) => (index ? '--:' : '---'))), ...rows.map(line)].join('\n'),
    );
    return this;
  }

  /** Holds the ratios of all rounds against a goal. @param {string} gate @param {number[]} values */
  gate(gate, values) {
    const verdict = judge(gate, values, this.options);
    this.verdicts.push(verdict);
    console.log(
      `    ${verdict.isMet ? 'met ' : 'MISS'} ${gate}: ${values.map((value) => value.toPrecision(3)).join(' ')}`,
    );
    return this;
  }

  /** A number is void when the run did not prove that each message arrived once and in order. @param {string} who @param {string[]} found */
  fault(who, found) {
    for (const text of found) this.faults.push(`${who}: ${text}`);
    for (const text of found.slice(0, 3)) console.log(`    VOID ${who}: ${text}`);
  }
}

/** @param {string} id @param {string} title @param {{ isShort: boolean }} options */
export function sectionOf(id, title, options) {
  return new Section(id, title, options);
}
