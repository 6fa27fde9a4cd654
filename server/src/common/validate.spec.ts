import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { FieldError } from '@chatket/contract';
import { Transform, Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { AppError } from './app-error.js';
import { IsId } from './is-id.js';
import { IsReadableText, trimmed } from './text.js';
import { parse } from './validate.js';

class Cursor {
  @IsId()
  roomId: string;

  @IsOptional()
  @Max(10)
  @Min(0)
  @IsInt({ message: 'must be a whole number' })
  lastSeq?: number;
}

class Sync {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Cursor)
  rooms: Cursor[];

  @IsOptional()
  @Transform(trimmed)
  @IsReadableText(5)
  note?: string;
}

const roomId = '0193f1d2-5b0a-7c11-8a4e-2f9d6c1b7e30';

function refusedFields(payload: unknown): FieldError[] {
  try {
    parse(Sync, payload);
  } catch (error) {
    if (error instanceof AppError && error.code === 'VALIDATION') return error.details.fields ?? [];
    throw error;
  }
  throw new Error('it was not refused');
}

const fieldsOf = (payload: unknown) => refusedFields(payload).map(({ field }) => field);

describe('parsing what came over the wire', () => {
  it('makes an instance, nested ones too, and changes what has to be changed', () => {
    const sync = parse(Sync, { rooms: [{ roomId: roomId.toUpperCase(), lastSeq: 3 }], note: '  hi ' });
    expect(sync).toBeInstanceOf(Sync);
    expect(sync.rooms[0]).toBeInstanceOf(Cursor);
    expect(sync).toEqual({ rooms: [{ roomId, lastSeq: 3 }], note: 'hi' });
  });

  it.each([undefined, null, 7, 'rooms', true, [], [{ rooms: [] }], () => undefined])(
    'wants an object, not %p',
    (payload) => {
      expect(refusedFields(payload)).toEqual([{ field: 'payload', message: 'must be an object' }]);
    },
  );

  it('names the path of every field that is wrong, without repeating it in the message', () => {
    const payload = { rooms: [{ roomId }, { roomId: 'x', lastSeq: 11 }, { roomId, lastSeq: '3' }], note: '' };
    expect(refusedFields(payload)).toEqual([
      { field: 'rooms[1].roomId', message: 'must be a UUID' },
      { field: 'rooms[1].lastSeq', message: 'must not be greater than 10' },
      { field: 'rooms[2].lastSeq', message: 'must be a whole number' },
      { field: 'note', message: 'must not be empty' },
    ]);
  });

  it('puts all of it into the message', () => {
    expect(() => parse(Sync, { rooms: [{ roomId: 'x' }] })).toThrow('rooms[0].roomId: must be a UUID');
  });

  it('refuses fields that nobody asked for', () => {
    expect(fieldsOf({ rooms: [], isAdmin: true })).toEqual(['isAdmin']);
    expect(fieldsOf({ rooms: [{ roomId, isAdmin: true }] })).toEqual(['rooms[0].isAdmin']);
    expect(fieldsOf({ rooms: [], 0: 'x', '': 'y' }).sort()).toEqual(['', '[0]']);
  });

  it.each([
    ['a text', 'kitchen'],
    ['an object', { 0: { roomId } }],
    ['null', null],
    ['missing', undefined],
    ['a number', 7],
  ])('refuses a list that is %s', (_case, rooms) => {
    expect(fieldsOf({ rooms })).toEqual(['rooms']);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a text', 'kitchen'],
    ['a number', 7],
  ])('refuses an item that is %s', (_case, item) => {
    expect(fieldsOf({ rooms: [item] }).every((field) => field.startsWith('rooms'))).toBe(true);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'])(
    'refuses a field with the name of what every object has: %s',
    (name) => {
      const payload = JSON.parse(`{"rooms":[],"${name}":{"isAdmin":true}}`) as unknown;
      expect(fieldsOf(payload)).toEqual([name]);
      expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    },
  );

  it('lets nothing through to prototypes from deeper inside', () => {
    for (const name of ['__proto__', 'constructor']) {
      const payload = JSON.parse(
        `{"rooms":[{"roomId":"${roomId}","${name}":{"lastSeq":3,"isAdmin":true}}]}`,
      ) as unknown;
      const [cursor] = parse(Sync, payload).rooms;
      expect(cursor).toBeInstanceOf(Cursor);
      expect(cursor?.lastSeq).toBeUndefined();
      expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    }
  });

  it('refuses what is nested deeply, at no cost', () => {
    const deep = (depth: number) =>
      JSON.parse(`{"rooms":${'['.repeat(depth)}${']'.repeat(depth)}}`) as unknown;
    expect(refusedFields(deep(7))).toEqual([{ field: 'payload', message: 'is nested too deeply' }]);
    expect(refusedFields(deep(30_000))).toEqual([{ field: 'payload', message: 'is nested too deeply' }]);
  });

  it('refuses a wide object in reasonable time', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`field-${String(index)}`, index]),
    );
    const started = performance.now();
    expect(fieldsOf({ rooms: [], ...wide })).toHaveLength(5_000);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('keeps bytes and dates out of fields that want a text', () => {
    expect(fieldsOf({ rooms: [], note: Buffer.from('hi') })).toEqual(['note']);
    expect(fieldsOf({ rooms: [{ roomId: new Date() }] })).toEqual(['rooms[0].roomId']);
  });
});
