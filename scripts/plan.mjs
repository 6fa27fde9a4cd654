import './lib/require-node.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { HOUSE } from './lib/arrows.cjs';
import { inRoot } from './lib/paths.mjs';
import { wrongArrows } from './lib/plan/check-storeys.mjs';
import { drawPlan } from './lib/plan/draw.mjs';
import { say } from './lib/progress.mjs';
import { describeError, Refusal } from './lib/refusal.mjs';
import { readArguments } from './lib/usage.mjs';

const { values } = readArguments(
  `
npm run plan [-- --check]

Draws docs/plan.svg from scripts/lib/arrows.cjs. --check fails when it is not what the table says.
`,
  { options: { check: { type: 'boolean', default: false } } },
);

/** `npm run plan` draws docs/plan.svg anew; with `--check` it only says whether that is what the table says. */
const PICTURE = inRoot('docs', 'plan.svg');

try {
  const wrong = Object.values(HOUSE).flatMap(wrongArrows);
  if (wrong.length > 0) throw new Refusal(`scripts/lib/arrows.cjs:\n${wrong.join('\n')}`);
  const plan = drawPlan(HOUSE, { foundation: 'contract' });
  if (!values.check) {
    writeFileSync(PICTURE, plan);
    say('docs/plan.svg is drawn.');
  } else if (readFileSync(PICTURE, 'utf8') !== plan) {
    throw new Refusal('docs/plan.svg is not what scripts/lib/arrows.cjs says: npm run plan');
  }
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
