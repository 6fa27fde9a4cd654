import { linkify } from '@chatket/contract/links';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

fc.configureGlobal({ seed: 17 });

const links = (text: string) => linkify(text).flatMap((part) => (part.kind === 'link' ? [part] : []));
const shown = (text: string) => links(text).map(({ text: link }) => link);

const ENDS = [
  ...'，。）」』】》〉］｝、；：！？“”„‟‘’‚‛«»‹›…（「『【《—•※；।॥،؛؟\u00a0\u3000\u200b\u200d\u2060\u00ad\u061c\u202e\u2066\ufeff\u2800\u3164<>"`\\|',
];

describe('addresses', () => {
  it('end at punctuation of every script, and at what cannot be seen', () => {
    for (const end of ENDS) {
      expect(shown(`看https://a.example/b${end}c`), JSON.stringify(end)).toEqual(['https://a.example/b']);
      expect(shown(`(www.a.example${end}`), JSON.stringify(end)).toEqual(['www.a.example']);
      expect(shown(`bob@b.example${end}`), JSON.stringify(end)).toEqual(
        '\\'.includes(end) ? [] : ['bob@b.example'],
      );
    }
  });

  it.each([
    ["https://a.example/it's-me", ["https://a.example/it's-me"]],
    ["'https://a.example/b'", ['https://a.example/b']],
    ["'https://a.example/b', she said", ['https://a.example/b']],
    ['https://a.example/b_(c)_(d).', ['https://a.example/b_(c)_(d)']],
    ['(see https://a.example/b)and', ['https://a.example/b']],
    ['(https://a.example/b_(c))', ['https://a.example/b_(c)']],
    ['[https://a.example/x[1]]', ['https://a.example/x[1]']],
    ['https://a.example/b?!...', ['https://a.example/b']],
    ['https://a.example:8080/b?c=d&e=f#g;', ['https://a.example:8080/b?c=d&e=f#g']],
    ['http://localhost:3000, http://[::1]:3000/x', ['http://localhost:3000', 'http://[::1]:3000/x']],
    ['https://ja.example/wiki/日本・東京', ['https://ja.example/wiki/日本・東京']],
    ['https://en.example/wiki/A–B – yes', ['https://en.example/wiki/A–B']],
    ['https://a.example看这里', ['https://a.example']],
    ['https://例え.jp/看', ['https://例え.jp/看']],
    ['www.a.example/b. awww.b.example x.www.c.example', ['www.a.example/b']],
    ['www. www.. https://www. http:// https://a.example:99999', ['https://www']],
    ['HTTPS://A.EXAMPLE WWW.B.EXAMPLE', ['HTTPS://A.EXAMPLE', 'WWW.B.EXAMPLE']],
    ['xhttps://a.example', []],
    ['https://a@b.example https://a:b@c.example/ https://a.example，@b', ['https://a.example']],
    ['联系bob@b.example。', ['bob@b.example']],
    ['bob+x@b.example, <c@d.example>; e@f.example-', ['bob+x@b.example', 'c@d.example', 'e@f.example']],
    ['git@git.example:a/b.git @me@social.example user@1.2 ssh://u:p@h.example', []],
    ['mailto:bob@b.example', ['mailto:bob@b.example']],
    ['éa@b.example', []],
  ])('in %j are %j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it('lead where browsers go, by the ASCII name of the host', () => {
    expect(
      links('https://bücher.example/ https://аpple.example www.a.example').map(({ href }) => href),
    ).toEqual(['https://xn--bcher-kva.example/', 'https://xn--pple-43d.example/', 'https://www.a.example/']);
  });

  it('are parts of the text as it was, are whole, and lead to the web or to mail only', () => {
    const pieces = [
      ...'https://',
      'https://',
      'www.',
      'a.example',
      'é',
      '太',
      'x@y.example',
      'mailto:',
      '@',
      ...'()[]{}',
      ...ENDS,
      ...`.,:;!?'*_~ \n#/&=%-`,
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (source) => {
        expect(
          linkify(source)
            .map((part) => part.text)
            .join(''),
        ).toBe(source);
        for (const { text: link, href } of links(source)) {
          expect(href).toMatch(/^(https?:\/\/[^/@]+\/|mailto:)/u);
          expect(link).not.toMatch(/[\s\p{C}\p{DI}，。）」“”’…]|[.,:;!?'*_~([{]$/u);
          for (const [open, close] of ['()', '[]', '{}'])
            expect(link.split(close ?? '').length).toBeLessThanOrEqual(link.split(open ?? '').length);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
