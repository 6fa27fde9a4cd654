import { describe, expect, it } from '@jest/globals';
import { agentOf } from '@chatket/contract';

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

describe('what a client calls itself', () => {
  it.each([
    [CHROME, 'Chrome', 'Linux'],
    [
      `${CHROME.replace('X11; Linux x86_64', 'Windows NT 10.0; Win64; x64')} Edg/140.0.0.0`,
      'Edge',
      'Windows',
    ],
    [`${CHROME} OPR/124.0.0.0`, 'Opera', 'Linux'],
    [CHROME.replace('X11; Linux x86_64', 'Linux; Android 10; K'), 'Chrome', 'Android'],
    ['Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0', 'Firefox', 'Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
      'Safari',
      'macOS',
    ],
    ['curl/8.5.0', 'curl', undefined],
    ['my bot', 'my', undefined],
    ['Mozilla/5.0', undefined, undefined],
    ['', undefined, undefined],
    ['x'.repeat(400), 'x'.repeat(40), undefined],
  ])('%s', (text, client, system) => {
    expect(agentOf(text)).toEqual({ client, system });
  });
});
