// @ts-check
import { median } from './rounds.mjs';

export const SENDING_HEAD = [
  'contestant',
  'acked/s (min–max)',
  'delivered/s',
  'ack p50 / p95 / p99 ms',
  'delivery p50 / p99 ms',
  'server CPU µs/msg (user + sys)',
  'PostgreSQL CPU µs/msg',
  'cores: server / PG / generator / others / stolen',
];

/** @typedef {import('./generator/meter.mjs').Measurement} Measurement */

/** One row of medians over the rounds. @param {string} name @param {Measurement[]} rounds */
export function sendingRow(name, rounds) {
  const of = (read) => median(rounds.map(read));
  const acked = rounds.map((round) => round.ackedPerSecond);
  const [p50, p95, p99] = ['p50', 'p95', 'p99'].map((key) => ms(of((round) => round.ack[key])));
  return [
    name,
    `${whole(median(acked))} (${whole(Math.min(...acked))}–${whole(Math.max(...acked))})`,
    whole(of((round) => round.deliveredPerSecond)),
    `${p50} / ${p95} / ${p99}`,
    `${ms(of((round) => round.delivery.p50))} / ${ms(of((round) => round.delivery.p99))}`,
    `${us(of((round) => round.serverUs))} (${us(of((round) => round.serverUserUs))} + ${us(of((round) => round.serverSystemUs))})`,
    us(of((round) => round.postgresUs)),
    ['serverCores', 'postgresCores', 'generatorCores', 'foreignCores', 'stolenCores']
      .map((key) => of((round) => round[key]).toFixed(2))
      .join(' / '),
  ];
}

/** The same of one round, for the screen. @param {string} name @param {Measurement} round */
export function roundLine(name, round) {
  const [, acked, , ack, , server, postgres, cores] = sendingRow(name, [round]);
  return `    ${name.padEnd(20)} ${String(acked).split(' ')[0].padStart(8)}/s  ack ${ack} ms  CPU ${server} + PG ${postgres} µs/msg  cores ${cores}`;
}

/** @param {number} value */
export const whole = (value) => Math.round(value).toLocaleString('en-US');
/** @param {number} value */
export const ms = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0));
const us = (value) => (value < 100 ? value.toFixed(1) : value.toFixed(0));
