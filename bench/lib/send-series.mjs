// @ts-check
import { interleave, ratios } from './rounds.mjs';
import { roundLine, SENDING_HEAD, sendingRow } from './sending-table.mjs';
import { sendTrial } from './trial.mjs';

const MAX_FOREIGN_CORES = 0.3;

/**
 * Runs the same sending workload on several contestants in turns and fills a section with the outcome.
 * @param {import('./bench.mjs').Bench} bench
 * @param {import('./section.mjs').Section} section
 * @param {object} plan
 * @param {string[]} plan.names
 * @param {any} plan.shape
 * @param {object} plan.options of the loop
 * @param {'closedLoop' | 'openLoop'} [plan.loop]
 * @param {number} [plan.rounds]
 * @param {boolean} [plan.hasTwins]
 * @param {Record<string, import('./trial.mjs').Around>} [plan.around] by name
 * @returns {Promise<Record<string, Awaited<ReturnType<typeof sendTrial>>[]>>}
 */
export async function sendSeries(
  bench,
  section,
  { names, shape, options, loop = 'closedLoop', rounds, hasTwins, around },
) {
  const results = await interleave({ names, rounds: rounds ?? bench.options.rounds }, async (name) => {
    const contestant = bench.contestants[name];
    const result = await sendTrial(
      bench,
      { contestant, shape, hasTwins, around: around?.[name] },
      loop,
      options,
    );
    bench.say(roundLine(contestant.name, result));
    section.fault(contestant.name, result.faults);
    return result;
  });
  section.table(
    SENDING_HEAD,
    names.map((name) => sendingRow(bench.contestants[name].name, results[name])),
  );
  const others = Math.max(
    ...Object.values(results).flatMap((rounds) => rounds.map((round) => round.foreignCores)),
  );
  if (others > MAX_FOREIGN_CORES)
    section.note(
      `Other programs took up to ${others.toFixed(2)} cores meanwhile: trust the CPU times, not the rates.`,
    );
  for (const name of names.slice(1)) {
    const cpu = ratios(results[name], results[names[0]], ({ serverUs, postgresUs }) => serverUs + postgresUs);
    const other = bench.contestants[name].name;
    section.note(`CPU per message, server and PostgreSQL together: ${other} uses ${spread(cpu)} times ours.`);
  }
  return results;
}

/** @param {{ ackedPerSecond: number }} result */
export const ackedPerSecond = (result) => result.ackedPerSecond;

/** One closed loop on our server alone, under the profiler. @param {{ shape: any, options: object }} load */
export function profileSending({ shape, options }) {
  return async (bench, onProfile) => {
    const contestant = bench.contestants.chatket;
    const result = await sendTrial(bench, { contestant, shape, onProfile }, 'closedLoop', options);
    bench.say(roundLine('ChatKet (profiled)', result));
  };
}

/** @param {number[]} values */
function spread(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => value.toPrecision(3));
  return low === high ? low : `${low}–${high}`;
}
