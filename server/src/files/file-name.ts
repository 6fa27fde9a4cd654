import { FILE_LIMITS } from '@chatket/contract';

/** What stands before a name is a folder, whichever system wrote it. */
const FOLDERS = /^.*[/\\]/s;
/** Marks that nobody sees, such as those that turn the direction of what follows, and halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;
/** What some systems do not take in names. */
const UNWANTED = /["*:<>?|]/g;
/** Names that are devices on Windows, whatever follows their first dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
const ENDING = /\.[^.]{1,16}$/u;
const NAMELESS = 'file';

/** The name of a file for people, such as can be shown anywhere and be kept on any system. Nothing is ever found by it. */
export function cleanName(name: string): string {
  const seen = name.normalize('NFC').replace(FOLDERS, '').replace(UNSEEN, '').replace(UNWANTED, '_');
  const clean = shortened(withoutEnds(seen.replace(/\s+/g, ' '))).replace(DEVICE, '_$&');
  return clean === '' ? NAMELESS : clean;
}

/** Dots and blanks at both ends are no part of a name. In steps: a pattern would take longer than the name is long. */
function withoutEnds(name: string): string {
  const isEnd = (place: number) => name[place] === '.' || name[place] === ' ';
  let [start, end] = [0, name.length];
  while (start < end && isEnd(start)) start += 1;
  while (end > start && isEnd(end - 1)) end -= 1;
  return name.slice(start, end);
}

/** What is too long loses its middle: the ending says what it is. */
function shortened(name: string): string {
  const signs = [...name];
  if (signs.length <= FILE_LIMITS.nameMax) return name;
  const ending = ENDING.exec(name)?.[0] ?? '';
  return signs.slice(0, FILE_LIMITS.nameMax - [...ending].length).join('') + ending;
}

/** `Content-Disposition`, as RFC 6266 has it: a plain name for old clients, the whole one beside it. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
