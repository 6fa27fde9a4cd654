/** Who and what a good run has, by position. */
export const ROOM = 'kitchen';
export const ALICE = 'alice';
export const BOB = 'bob';
export const MESSAGES = 6;
export const START = Date.parse('2026-01-01T00:00:00.000Z');

export const idAt = (seq: number) => `id-${String(seq).padStart(9, '0')}`;
export const markAt = (seq: number) => `alice/1:${String(seq)}`;
export const keyAt = (seq: number) => `key-${String(seq)}`;
export const timeAt = (seq: number) => START + seq * 1_000;
export const SEQS = Array.from({ length: MESSAGES }, (_, place) => place + 1);
