// @ts-check
import { sendSeries } from '../lib/send-series.mjs';
import { ratios } from '../lib/rounds.mjs';

/** One sender, one message at a time: shows whether batching makes anybody wait. */
export async function idleLatency(bench) {
  const section = bench.section('W3', 'one room of 100, one sender, one message under way');
  const results = await sendSeries(bench, section, {
    names: ['chatket', 'insert'],
    shape: { people: 100, rooms: 1 },
    options: { senders: 1, window: 1 },
  });
  section.gate(
    'W3 / INSERT',
    ratios(results.chatket, results.insert, ({ ack }) => ack.p50),
  );
  return [section];
}
