import { codePointLength, LIMITS, textProblem, type ChangeRoomBody, type Room } from '@chatket/contract';

/** What is in the fields: texts, as people type and choose them. What is empty is taken back. */
export interface Form {
  name: string;
  kind: string;
  topic: string;
  description: string;
  icon: string;
  history: string;
  postGate: string;
  inviteGate: string;
  joinBy: string;
  slowSeconds: string;
  messageMax: string;
  editWindowSeconds: string;
  rateMessages: string;
  rateWindowSeconds: string;
  rateMuteSeconds: string;
  retentionDays: string;
}

export type Field = keyof Form;

/** What is wrong with a field: it is too long, or not a whole number within bounds, or it cannot be like that. */
export type Problem =
  { kind: 'tooLong'; max: number } | { kind: 'range'; min: number; max: number } | { kind: 'refused' };
export type Problems = Partial<Record<Field, Problem>>;

/** What the server lets rooms say. */
export interface Bounds {
  messageTextMax: number;
  roomRateMax: number;
}

const TEXTS = { topic: LIMITS.roomTopicMax, description: LIMITS.roomDescriptionMax } as const;
const WORDS: readonly Field[] = ['name', 'kind', 'topic', 'description', 'icon', 'history', 'joinBy'];
const textOf = (value: string | number | undefined) => (value === undefined ? '' : String(value));

export function formOf(room: Room): Form {
  return {
    name: room.name,
    kind: room.kind,
    topic: textOf(room.topic),
    description: textOf(room.description),
    icon: textOf(room.icon),
    history: room.history ?? 'all',
    postGate: String(room.postGate ?? 0),
    inviteGate: String(room.inviteGate ?? 0),
    joinBy: room.joinBy ?? usualWay(room.kind),
    slowSeconds: String(room.slowSeconds ?? 0),
    messageMax: textOf(room.messageMax),
    editWindowSeconds: textOf(room.editWindowSeconds),
    rateMessages: textOf(room.rateMessages),
    rateWindowSeconds: textOf(room.rateWindowSeconds),
    rateMuteSeconds: textOf(room.rateMuteSeconds),
    retentionDays: textOf(room.retentionDays),
  };
}

/** How people come into a room of a kind where nothing else is said. */
export const usualWay = (kind: string) => (kind === 'private' ? 'invite' : 'open');

/** Only what is another than before, so that what others change meanwhile stays. */
export function changesOf(before: Form, form: Form): ChangeRoomBody {
  const changed = (Object.keys(form) as Field[]).filter((field) => form[field].trim() !== before[field]);
  return Object.fromEntries(
    changed.map((field) => {
      const value = form[field].trim();
      if (value === '' && field !== 'name') return [field, null];
      return [field, WORDS.includes(field) ? value : Number(value)];
    }),
  );
}

/** What can be told without the server. */
export function problemsOf(form: Form, { messageTextMax, roomRateMax }: Bounds): Problems {
  const problems: Problems = {};
  const name = textProblem(form.name.trim(), LIMITS.roomNameMax);
  if (name) problems.name = name === 'tooLong' ? { kind: 'tooLong', max: LIMITS.roomNameMax } : REFUSED;
  for (const field of ['topic', 'description'] as const) {
    const text = form[field].trim();
    if (codePointLength(text) > TEXTS[field]) problems[field] = { kind: 'tooLong', max: TEXTS[field] };
  }
  const ranges = {
    messageMax: messageTextMax,
    rateMessages: roomRateMax,
    rateWindowSeconds: LIMITS.rateWindowSecondsMax,
    rateMuteSeconds: LIMITS.rateMuteSecondsMax,
  };
  for (const [field, max] of Object.entries(ranges) as [keyof typeof ranges, number][]) {
    const text = form[field].trim();
    if (text !== '' && !isWholeNumber(text, max)) problems[field] = { kind: 'range', min: 1, max };
  }
  return problems;
}

export const REFUSED: Problem = { kind: 'refused' };

function isWholeNumber(text: string, max: number): boolean {
  return /^\d{1,9}$/.test(text) && Number(text) >= 1 && Number(text) <= max;
}
