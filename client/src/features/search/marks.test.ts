import { describe, expect, it } from 'vitest';
import { piecesOf, piecesOfMessage } from './marks';

const marked = (pieces: ReturnType<typeof piecesOf>) =>
  pieces.map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text)).join('');
const shown = (text: string, ...terms: string[]) => marked(piecesOf(text, terms));

describe('what was found', () => {
  it('is marked as it was written, whichever letters were typed', () => {
    expect(shown('Işık çayı, IŞIK!', 'isik')).toBe('[Işık] çayı, [IŞIK]!');
    expect(shown('Große Straße', 'strasse')).toBe('Große [Straße]');
    expect(shown('明日は東京に', '東京')).toBe('明日は[東京]に');
    expect(shown('e\u0301te\u0301', 'ete')).toBe('[e\u0301te\u0301]');
    expect(shown('👍🏽 ok', 'ok')).toBe('👍🏽 [ok]');
  });

  it('is marked over lines and blanks, and where two words overlap, once', () => {
    expect(shown('the red \n  kettle', 'red kettle')).toBe('the [red \n  kettle]');
    expect(shown('breakfast', 'break', 'kfas')).toBe('[breakfas]t');
  });

  it('is in the middle of what is shown of a long text', () => {
    const text = `${'word '.repeat(100)}needle ${'more '.repeat(100)}`;
    expect(shown(text, 'needle')).toMatch(/^…(word )+\[needle\] (more )+.*…$/);
    expect(shown(text, 'needle').length).toBeLessThan(260);
  });

  it('is marked in a message as it is read, or as it was written where only that has it', () => {
    const of = (text: string, term: string) => marked(piecesOfMessage(text, [term]));
    expect(of('the **red** `kettle`', 'red')).toBe('the [red] kettle');
    expect(of('the [kettle](https://tea.example)', 'kettle')).toBe('the [kettle]');
    expect(of('the [kettle](https://tea.example)', 'tea.example')).toBe(
      'the [kettle](https://[tea.example])',
    );
  });

  it('is nothing without a word', () => {
    expect(shown('all of it')).toBe('all of it');
    expect(shown('', 'x')).toBe('');
  });
});
