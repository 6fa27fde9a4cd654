import { describe, expect, it } from '@jest/globals';
import { textOfPayload } from './slack-payload.js';
import { fromSlackText } from './slack-text.js';

describe('what Slack’s marks mean', () => {
  it.each([
    ['<https://example.com|the report>', '[the report](https://example.com)'],
    ['<https://example.com/a_(b)|c ] d>', '[c   d](https://example.com/a_%28b%29)'],
    ['<https://example.com>', 'https://example.com'],
    ['<javascript:alert(1)|press>', '<javascript:alert(1)|press>'],
    ['&lt;b&gt; &amp;amp; <!here> <!channel> <!subteam^S1|team>', '<b> &amp; @here @all team'],
    ['<@U1> <#C1|general>', '@U1 #general'],
    ['<<<<', '<<<<'],
  ])('%s', (slack, ours) => {
    expect(fromSlackText(slack)).toBe(ours);
  });

  it('S207 is found in time that grows with the length only', () => {
    const before = process.cpuUsage().user;
    for (const text of ['<'.repeat(60_000), '<a|'.repeat(20_000), '&lt'.repeat(20_000)]) fromSlackText(text);
    expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(2_000);
  });
});

describe('the text of a payload', () => {
  it('is that of its blocks where there are some, with the attachments under it', () => {
    expect(
      textOfPayload({
        text: 'only for a notice',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'Build <17>' } },
          { type: 'divider' },
          {
            type: 'section',
            text: { type: 'mrkdwn', text: 'of <https://example.com|main>' },
            fields: [{ type: 'mrkdwn', text: 'took 3 s' }],
          },
          {
            type: 'context',
            elements: [
              { type: 'image', alt_text: 'a cat' },
              { type: 'mrkdwn', text: 'by bob' },
            ],
          },
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: 'see ' },
                  { type: 'emoji', name: 'ok' },
                ],
              },
              {
                type: 'rich_text_list',
                elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] }],
              },
            ],
          },
        ],
        attachments: [
          { title: 'Log', title_link: 'https://example.com/log', fields: [{ title: 'lines', value: '3' }] },
          { fallback: 'nothing else', color: 'danger' },
        ],
      }),
    ).toBe(
      'Build <17>\n\nof [main](https://example.com)\ntook 3 s\n\na cat by bob\n\nsee :ok:\n- one\n\n' +
        '[Log](https://example.com/log)\nlines: 3\n\nnothing else',
    );
  });

  it.each([
    [{ text: 'plain' }, 'plain'],
    [{ text: 'instead', blocks: [{ type: 'unknown' }] }, 'instead'],
    [{ text: 7, blocks: 'no', attachments: [null, 3] }, ''],
    [{}, ''],
  ])('%j', (payload, text) => {
    expect(textOfPayload(payload)).toBe(text);
  });

  it('S207 does not follow what is nested without end', () => {
    let nested: object = { type: 'text', text: 'deep' };
    for (let depth = 0; depth < 5_000; depth += 1) nested = { type: 'rich_text_section', elements: [nested] };
    expect(textOfPayload({ blocks: [{ type: 'rich_text', elements: [nested] }] })).toBe('');
  });
});
