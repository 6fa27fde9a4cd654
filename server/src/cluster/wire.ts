/** Versions of what processes say to each other: this build understands these, and says the newest that all understand. */
export const OLDEST_VERSION = 1;
export const NEWEST_VERSION = 1;

export const ORIGIN_LENGTH = 12;
/** No JSON text and no id holds it. */
const END = '\x1e';
const HEADER = /^([\da-z])([\w-]{12})([\da-z]+)$/;

/** One thing that is told. */
export interface Record {
  topic: string;
  text: string;
  /** Counts what its teller has published; missing for what may be lost unnoticed. */
  number?: number | undefined;
}

/** What one process says at once. */
export interface Told {
  version: number;
  /** Of the process. */
  origin: string;
  /** How much it has published until then. */
  published: number;
}

/** @returns what stands before the records */
export function header({ version, origin, published }: Told): string {
  return version.toString(36) + origin + published.toString(36);
}

/** @returns the record as it stands behind a header */
export function record({ topic, text, number }: Record): string {
  return `${END}${topic} ${number === undefined ? '' : number.toString(36)} ${text}`;
}

/** Nothing for what this build does not understand, as of a version to come. Unknown topics are nobody's business here. */
export function read(said: string): (Told & { records: Record[] }) | undefined {
  const [head = '', ...records] = said.split(END);
  const [, version, origin, published] = HEADER.exec(head) ?? [];
  if (version === undefined || origin === undefined || published === undefined) return undefined;
  const told = { version: parseInt(version, 36), origin, published: parseInt(published, 36) };
  if (told.version < OLDEST_VERSION || told.version > NEWEST_VERSION) return undefined;
  return { ...told, records: records.map(readRecord) };
}

function readRecord(said: string): Record {
  const topicEnd = said.indexOf(' ');
  const numberEnd = said.indexOf(' ', topicEnd + 1);
  const number = said.slice(topicEnd + 1, numberEnd);
  return {
    topic: said.slice(0, topicEnd),
    text: said.slice(numberEnd + 1),
    number: number === '' ? undefined : parseInt(number, 36),
  };
}
