import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { FieldError } from '@chatket/contract';
import { Transform } from 'class-transformer';
import { Allow, IsInt, Max, Min } from 'class-validator';
import { AppError } from './app-error.js';
import { IsId } from './is-id.js';
import { ListOf } from './list-of.js';
import { MayBeAbsent } from './may-be-absent.js';
import { IsReadableText, trimmed } from './text.js';
import { parse } from './validate.js';

class Cursor {
  @IsId()
  roomId: string;

  @MayBeAbsent()
  @Max(10)
  @Min(0)
  @IsInt({ message: 'must be a whole number' })
  lastSeq?: number;
}

class Sync {
  @ListOf(Cursor, { min: 0, max: 100 })
  rooms: Cursor[];

  @MayBeAbsent()
  @Transform(trimmed)
  @IsReadableText(5)
  note?: string;

  @MayBeAbsent()
  @Allow()
  anything?: unknown;
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

  it('drops fields that nobody asked for, at every level and of every kind', () => {
    for (const unknown of [
      true,
      null,
      '',
      7,
      [],
      {},
      [{ roomId }],
      { constructor: { prototype: { x: 1 } } },
    ]) {
      const payload = { rooms: [{ roomId, isAdmin: unknown }], isAdmin: unknown, 0: unknown, '': unknown };
      expect(parse(Sync, payload)).toEqual({ rooms: [{ roomId }] });
      expect(Object.keys(parse(Sync, payload))).toEqual(['rooms']);
    }
  });

  it('counts a field that is undefined as absent', () => {
    const sync = parse(Sync, { rooms: [{ roomId, lastSeq: undefined }], note: undefined });
    expect(sync).toEqual({ rooms: [{ roomId }] });
    expect(Object.keys(sync)).toEqual(['rooms']);
  });

  it('refuses null by the name of its field, whatever the rules of the field let pass', () => {
    const payload = { rooms: [{ roomId, lastSeq: null }], note: null, anything: null };
    expect(refusedFields(payload)).toEqual([
      { field: 'rooms[0].lastSeq', message: 'must be a whole number' },
      { field: 'note', message: 'must be a text' },
      { field: 'anything', message: 'must have a value or be left out, not be null' },
    ]);
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

  const INHERITED = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '__defineGetter__',
  ];

  it.each(INHERITED)('lets nothing through under the name of what every object has: %s', (name) => {
    const evil = `"${name}":{"lastSeq":3,"note":"x","isAdmin":true}`;
    const payload = JSON.parse(`{"rooms":[{"roomId":"${roomId}",${evil}}],${evil}}`) as unknown;
    const sync = parse(Sync, payload);
    expect(sync).toBeInstanceOf(Sync);
    expect(sync.rooms[0]).toBeInstanceOf(Cursor);
    for (const object of [sync, sync.rooms[0]]) expect(Object.hasOwn(object ?? {}, name)).toBe(false);
    expect([sync.note, sync.rooms[0]?.lastSeq]).toEqual([undefined, undefined]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });

  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

  it('refuses what is nested deeply, at no cost', () => {
    for (const depth of [7, 30_000]) {
      const payload = JSON.parse(`{"rooms":${deep(depth)}}`) as unknown;
      expect(refusedFields(payload)).toEqual([{ field: 'payload', message: 'is nested too deeply' }]);
    }
  });

  it('does not mind how deep or wide that is which nobody asked for', () => {
    const wide = Array.from({ length: 5_000 }, (_, index) => `"field-${String(index)}":${String(index)}`);
    const payload = JSON.parse(`{"rooms":[],"quote":${deep(30_000)},${wide.join(',')}}`) as unknown;
    expect(parse(Sync, payload)).toEqual({ rooms: [] });
  });

  it('keeps bytes and dates out of fields that want a text', () => {
    expect(fieldsOf({ rooms: [], note: Buffer.from('hi') })).toEqual(['note']);
    expect(fieldsOf({ rooms: [{ roomId: new Date() }] })).toEqual(['rooms[0].roomId']);
  });
});
