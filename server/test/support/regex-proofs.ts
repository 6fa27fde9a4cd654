import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { check, type VulnerableDiagnostics } from 'recheck';

const KEPT = fileURLToPath(new URL('../security/proven-regexes.json', import.meta.url));
const TIMEOUT_MS = 100_000;
/** From how much CPU time on a proof is kept, so that only one who asks for it pays that again. */
const KEPT_FROM_MS = 200;
const ATTACK_CPU_LIMIT_MS = 500;

process.env.RECHECK_BACKEND = 'pure';
const { version } = createRequire(import.meta.url)('recheck/package.json') as { version: string };

/** What has proven something: another version proves it anew. */
export const PROVER = `recheck ${version}`;

/** A text that a checker made as an attack, in few words. */
type Attack = Pick<VulnerableDiagnostics['attack'], 'pumps' | 'suffix' | 'base'>;

/** Safe, and by which of the two checkers; or with the attack of the fuzzer that costs it no CPU, which is tried in each run. */
export type Verdict = 'safe by automaton' | 'safe by fuzz' | { withstands: Attack };

/** What else was found, in the words of the prover. */
interface Danger {
  danger: string;
}

export interface Proofs {
  /** Its name and version. */
  prover: string;
  /** By the regular expression as it is written. */
  proofs: Record<string, Verdict>;
}

export const keptProofs = (): Proofs => JSON.parse(readFileSync(KEPT, 'utf8')) as Proofs;

/** Writes down what has been proven, by the order of its letters. */
export function keepProofs(found: ReadonlyMap<string, Verdict>): void {
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  const kept: Proofs = { prover: PROVER, proofs: Object.fromEntries(sorted) };
  writeFileSync(KEPT, `${JSON.stringify(kept, null, 2)}\n`);
}

/** What of the kept proofs holds nothing: of another prover, of what is written nowhere, or not that something is safe. */
export function staleProofs({ prover, proofs }: Proofs, written: ReadonlySet<string>): string[] {
  const proven = Object.entries(proofs);
  return [
    ...(prover === PROVER ? [] : [`proven by ${prover}, not by ${PROVER}`]),
    ...proven.flatMap(([literal]) => (written.has(literal) ? [] : [`${literal} is written nowhere`])),
    ...proven.flatMap(([literal, verdict]) => (isSafe(literal, verdict) ? [] : [`${literal} is not safe`])),
  ];
}

/** Whether that verdict, kept or new, is one of a regular expression that no text holds up. */
export function isSafe(literal: string, verdict: unknown): boolean {
  if (verdict === 'safe by automaton' || verdict === 'safe by fuzz') return true;
  if (typeof verdict !== 'object' || verdict === null || !('withstands' in verdict)) return false;
  const text = textOf(verdict.withstands as Attack);
  // What this process collects meanwhile counts as well: once in two tries is enough.
  return [1, 2].some(() => cpuMsOf(literal, text) < ATTACK_CPU_LIMIT_MS);
}

/** Proves it. @returns the verdict or the danger, and whether it cost so much that it is to be kept */
export async function prove(literal: string): Promise<{ verdict: Verdict | Danger; isCostly: boolean }> {
  const before = process.cpuUsage().user;
  const verdict = await verdictOf(literal);
  return { verdict, isCostly: (process.cpuUsage().user - before) / 1_000 >= KEPT_FROM_MS };
}

/** The same without a bound on its repeats: that is worse, and quickly proven. */
const unbounded = (source: string) => source.replaceAll(/\{\d+,\d{1,}\}/g, '*');

async function verdictOf(literal: string): Promise<Verdict | Danger> {
  const { source, flags } = partsOf(literal);
  const worse = await check(unbounded(source), flags, { checker: 'automaton', timeout: TIMEOUT_MS });
  if (worse.status === 'safe') return `safe by ${worse.checker}`;
  const result = await check(source, flags, { timeout: TIMEOUT_MS });
  if (result.status === 'safe') return `safe by ${result.checker}`;
  // The fuzzer confirms an attack by the clock, which a busy machine holds back; the CPU tells.
  if (result.status === 'vulnerable' && result.checker === 'fuzz') {
    const { pumps, suffix, base, string } = result.attack;
    const withstands = { pumps, suffix, base };
    if (textOf(withstands) === string && isSafe(literal, { withstands })) return { withstands };
  }
  return { danger: `${result.status} ${JSON.stringify(result)}` };
}

const textOf = ({ pumps, suffix, base }: Attack): string =>
  pumps.map(({ prefix, pump, bias }) => prefix + pump.repeat(base + bias)).join('') + suffix;

/** The CPU time that it takes to look for it in a text, in milliseconds. */
export function cpuMsOf(literal: string, text: string): number {
  const { source, flags } = partsOf(literal);
  const regex = new RegExp(source, flags.replace('g', ''));
  const before = process.cpuUsage().user;
  regex.test(text);
  return (process.cpuUsage().user - before) / 1_000;
}

function partsOf(literal: string): { source: string; flags: string } {
  const end = literal.lastIndexOf('/');
  return { source: literal.slice(1, end), flags: literal.slice(end + 1) };
}
