import { beforeEach, describe, expect, it } from '@jest/globals';
import { DatabaseTroubles } from './database-troubles.js';

const HOT = {};
const ORDINARY = {};
const refused = () => Object.assign(new Error('it failed'), { code: 'ECONNREFUSED' });
const readOnly = () => Object.assign(new Error('it failed'), { code: '25006' });

let told: string[];
let troubles: DatabaseTroubles;
beforeEach(() => {
  told = [];
  troubles = new DatabaseTroubles({
    onTrouble: (cause) => told.push((cause as { code: string }).code),
    onRecovery: () => told.push('recovered'),
  });
});

describe('troubles with the database', () => {
  it('are told once for each reason, not for each statement', () => {
    for (let n = 0; n < 3; n += 1) troubles.note(HOT, refused());
    troubles.note(HOT, readOnly());
    expect(told).toEqual(['ECONNREFUSED', '25006']);
  });

  it('that both pools meet are told once, and their end when neither meets them any more', () => {
    troubles.note(HOT, refused());
    troubles.note(ORDINARY, refused());
    troubles.noteAnswer(HOT);
    expect(told).toEqual(['ECONNREFUSED']);
    troubles.noteAnswer(ORDINARY);
    expect(told).toEqual(['ECONNREFUSED', 'recovered']);
  });

  it('of one pool are not told again and again because the other one is answered', () => {
    for (let n = 0; n < 3; n += 1) {
      troubles.note(ORDINARY, refused());
      troubles.noteAnswer(HOT);
    }
    expect(told).toEqual(['ECONNREFUSED']);
  });

  it('that there are none of have no end', () => {
    troubles.noteAnswer(HOT);
    expect(told).toEqual([]);
  });

  it('are told again when they come back', () => {
    troubles.note(HOT, refused());
    troubles.noteAnswer(HOT);
    troubles.note(HOT, refused());
    expect(told).toEqual(['ECONNREFUSED', 'recovered', 'ECONNREFUSED']);
  });
});
