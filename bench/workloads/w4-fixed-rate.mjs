// @ts-check
import { median, ratios } from '../lib/rounds.mjs';
import { sendSeries } from '../lib/send-series.mjs';
import { sendTrial } from '../lib/trial.mjs';

const SHAPE = { people: 100, rooms: 1 };
const SENDERS = 20;
const CALIBRATIONS = 2;

/** Messages at a rate that bare Socket.IO can take: how long do they take, when nobody waits for the one before? */
export async function fixedRate(bench) {
  const capacity = await capacityOfSocketIo(bench);
  const section = bench.section('W4', 'one room of 100, messages at a fixed rate');
  section.note(`Bare Socket.IO's capacity in this run: ${Math.round(capacity)} messages/s.`);
  for (const share of bench.options.isShort ? [0.8] : [0.5, 0.8]) {
    const perSecond = Math.floor(capacity * share);
    section.note(`The table ${share === 0.8 ? 'for 80' : 'for 50'} %: ${perSecond} messages/s.`);
    const results = await sendSeries(bench, section, {
      names: ['chatket', 'socketIo'],
      shape: SHAPE,
      loop: 'openLoop',
      options: { senders: SENDERS, perSecond },
      rounds: share === 0.8 ? undefined : Math.min(2, bench.options.rounds),
    });
    if (share === 0.8)
      section.gate(
        'W4 / Socket.IO',
        ratios(results.chatket, results.socketIo, ({ ack }) => ack.p99),
      );
  }
  return [section];
}

async function capacityOfSocketIo(bench) {
  const rates = [];
  for (let count = 0; count < CALIBRATIONS; count += 1) {
    const setting = { contestant: bench.contestants.socketIo, shape: SHAPE };
    const { ackedPerSecond } = await sendTrial(bench, setting, 'closedLoop', { senders: SENDERS, window: 4 });
    rates.push(ackedPerSecond);
  }
  return median(rates);
}
