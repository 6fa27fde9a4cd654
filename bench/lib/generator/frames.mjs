// @ts-check

const TEXT_FRAME = 0x81;
const CLOSE_OPCODE = 8;
const MASKED = 0x80;

/**
 * A client's text frame, ready to write. Its mask is zero, which the protocol allows and which costs nothing.
 * @param {string} text at most 65,535 bytes
 */
export function clientFrame(text) {
  const length = Buffer.byteLength(text);
  const headLength = length < 126 ? 6 : 8;
  const frame = Buffer.allocUnsafe(headLength + length);
  frame[0] = TEXT_FRAME;
  if (length < 126) frame[1] = MASKED | length;
  else {
    frame[1] = MASKED | 126;
    frame.writeUInt16BE(length, 2);
  }
  frame.fill(0, headLength - 4, headLength);
  frame.write(text, headLength);
  return frame;
}

/**
 * Walks over the complete frames of what a server has sent. Only headers are read.
 * @param {Buffer} bytes
 * @param {(bytes: Buffer, start: number, end: number) => void} onText
 * @returns {Buffer | undefined} the beginning of a frame whose rest has not arrived
 */
export function walkFrames(bytes, onText) {
  let at = 0;
  while (at + 2 <= bytes.length) {
    let length = bytes[at + 1] & 0x7f;
    let start = at + 2;
    if (length === 126) {
      if (at + 4 > bytes.length) break;
      length = bytes.readUInt16BE(start);
      start += 2;
    } else if (length === 127) {
      if (at + 10 > bytes.length) break;
      length = Number(bytes.readBigUInt64BE(start));
      start += 8;
    }
    if (start + length > bytes.length) break;
    if ((bytes[at] & 0x0f) !== CLOSE_OPCODE) onText(bytes, start, start + length);
    at = start + length;
  }
  return at === bytes.length ? undefined : bytes.subarray(at);
}
