// @ts-check
import { sendSeries } from '../lib/send-series.mjs';

/** Three of ten sends repeat an earlier message, often while that one is still under way on another connection. */
export async function duplicates(bench) {
  const section = bench.section(
    'W5',
    'one room of 100 with two connections each, 30 % of the sends are repeats',
  );
  const plan = { names: ['chatket'], shape: { people: 100, rooms: 1 }, hasTwins: true };
  const load = { senders: 20, window: 4 };
  const rounds = bench.options.isShort ? 1 : 2;
  const without = await sendSeries(bench, section, { ...plan, options: load, rounds: 1 });
  const results = await sendSeries(bench, section, {
    ...plan,
    options: { ...load, repeatShare: 0.3 },
    rounds,
  });
  const { sent, resent } = results.chatket[0];
  section.note(
    `First table: no repeats. Second: ${resent} of ${sent} sends were repeats; each was answered as the first time.`,
  );
  const [plain] = without.chatket;
  const perSend = results.chatket.map((round) => round.serverUs + round.postgresUs);
  section.note(
    `CPU per acknowledged send: ${(plain.serverUs + plain.postgresUs).toFixed(0)} µs without, ${perSend.map((us) => us.toFixed(0)).join(', ')} µs with repeats.`,
  );
  return [section];
}
