const INTEGER_OID = 23;
const HEADER = 20;
/** Of each number: its length, then itself. */
const STEP = 8;

/**
 * Numbers of 32 bits one behind the other, as PostgreSQL sends and takes `int[]` in its binary format (`array_recv` in
 * src/backend/utils/adt/arrayfuncs.c): neither end has to write or read decimals, which costs as much as the rows.
 */
export function integerArray(parts: readonly Int32Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = Buffer.allocUnsafe(HEADER + length * STEP);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // One dimension, no NULL in it, of integers, so many, from 1 on.
  for (const [place, field] of [1, 0, INTEGER_OID, length, 1].entries()) view.setInt32(place * 4, field);
  let end = HEADER;
  for (const part of parts)
    for (const number of part) {
      view.setInt32(end, 4);
      view.setInt32(end + 4, number);
      end += STEP;
    }
  return bytes;
}
