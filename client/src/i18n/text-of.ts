import type { MessageId } from './messages';

/** The text for a code in one of these tables. A newer server may know codes that this page does not. */
export function textOf<Text extends MessageId, Otherwise extends MessageId>(
  table: Readonly<Record<string, Text>>,
  code: string | undefined,
  otherwise: Otherwise,
): Text | Otherwise {
  return (code !== undefined && Object.hasOwn(table, code) ? table[code] : undefined) ?? otherwise;
}
