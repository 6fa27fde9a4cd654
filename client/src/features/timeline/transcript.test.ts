import { describe, expect, it } from 'vitest';
import { currentLocale } from '../../i18n';
import { createTimeFormats } from '../../i18n/time-formats';
import { alice, messageAt } from '../../testing';
import type { Row } from './rows';
import { saidIn, transcriptOf } from './transcript';

const time = createTimeFormats({ locale: 'en-GB', hourCycle: 'h23', t: currentLocale().t });
const at = (createdAt: Date, text: string, seq: number): Row => ({
  kind: 'message',
  key: `k${seq}`,
  isFirst: true,
  message: messageAt(seq, { text, createdAt: createdAt.toISOString() }),
});

describe('what is copied of several messages', () => {
  it('says name, time and text of each, and nothing else', () => {
    const rows: Row[] = [
      { kind: 'day', key: 'day:k1', at: new Date(2026, 2, 12) },
      at(new Date(2026, 2, 12, 14, 5), 'one\ntwo', 1),
      at(new Date(2026, 2, 12, 14, 6), '<b>&"', 2),
    ];
    const { plain, html } = transcriptOf(saidIn(rows, alice), time);
    expect(plain).toBe('bob, 14:05, one\ntwo\nbob, 14:06, <b>&"');
    expect(html).toBe('<p><b>bob</b>, 14:05, one<br>two</p><p><b>bob</b>, 14:06, &#60;b&#62;&#38;&#34;</p>');
  });

  it('has the dates when the messages are of several days', () => {
    const rows = [at(new Date(2026, 2, 12, 14, 5), 'one', 1), at(new Date(2026, 2, 13, 9, 0), 'two', 2)];
    const [one, two] = transcriptOf(saidIn(rows, alice), time).plain.split('\n');
    expect(one).toMatch(/^bob, .*12 March 2026.*14:05, one$/);
    expect(two).toMatch(/^bob, .*13 March 2026.*09:00, two$/);
  });
});
