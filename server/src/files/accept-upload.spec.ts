import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Accept, parse } from '../common/index.js';
import { FileMeasuresDto, UploadIdDto, UploadPartDto, UploadRoomDto, UploadStartDto } from './files.dto.js';

// The same inputs each time, so that a red run can be seen again; another FUZZ_SEED looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) });

const RUNS = { numRuns: 300 };

type Door = (new () => object) & { accept: Accept<object> };

/** The short way gives what the long one gives, or nothing. */
function agrees(dto: Door) {
  return (payload: unknown) => {
    const accepted = dto.accept(payload);
    if (accepted !== undefined) expect(accepted).toEqual(JSON.parse(JSON.stringify(parse(dto, payload))));
  };
}

const ids = fc.oneof(
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.jsonValue(),
);
const numbers = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.integer({ min: -2, max: 2_000_000 }).map(String),
  fc.constantFrom('', ' 5', '05', '1e1', '+7', '1.0', 0, -0, 2 ** 40, 2 ** 53),
  fc.jsonValue(),
);
const names = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\0', 'x'.repeat(10_001)),
  fc.jsonValue(),
);
const fields = fc.record(
  { id: ids, part: numbers, name: names, size: numbers, width: numbers, alt: names, extra: fc.jsonValue() },
  { requiredKeys: [] },
);

describe('the short ways of what uploads say', () => {
  it.each([UploadRoomDto, UploadIdDto, UploadPartDto, UploadStartDto, FileMeasuresDto] as Door[])(
    '%p is taken only as it takes it the long way',
    (dto) => {
      fc.assert(fc.property(fc.oneof(fields, fc.jsonValue()), agrees(dto)), RUNS);
    },
  );

  it('are taken by what our client says', () => {
    const id = '0193f1d2-7f00-7b31-8c77-41c0de5a9b02';
    const start = { id, name: 'kitchen.jpg', size: 183_204 };
    expect(UploadStartDto.accept({ ...start, newer: true })).toEqual(start);
    expect(UploadPartDto.accept({ id, part: '12' })).toEqual({ id, part: 12 });
    expect(UploadRoomDto.accept({ id })).toEqual({ id });
    expect(FileMeasuresDto.accept({})).toEqual({});
  });
});
