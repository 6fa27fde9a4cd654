import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { ClassConstructor } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';
import fc from 'fast-check';
import { AppError, parse } from '../../src/common/index.js';
import { value } from '../support/made-up-calls.js';

// The same inputs each time, so that a red run can be seen again; another FUZZ_SEED looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) });

const SOURCES = join(import.meta.dirname, '../../src');

type Dto = ClassConstructor<object>;

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.dto.ts'),
);
const modules = await Promise.all(
  files.map(async (name) => (await import(join(SOURCES, name))) as Record<string, unknown>),
);
/** Every DTO that describes something that comes in, a new one included. */
const dtos = modules
  .flatMap((module) => Object.values(module))
  .filter(
    (exported): exported is Dto => typeof exported === 'function' && rulesOf(exported as Dto).length > 0,
  )
  .map((dto) => ({ name: dto.name, dto, rules: rulesOf(dto) }));

function rulesOf(dto: Dto) {
  return getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
}

/** Fields that are marked by one of our own decorators. */
const markedAs = (
  mark: 'mayBeAbsent' | 'mayBeAbsentBeside' | 'mayBeNull',
  rules: ReturnType<typeof rulesOf>,
) => rules.filter(({ name }) => name === mark).map(({ propertyName }) => propertyName);

const fieldsOf = (rules: ReturnType<typeof rulesOf>) => [
  ...new Set(rules.map(({ propertyName }) => propertyName)),
];

/** The fields that are refused, by their names. */
function refused(dto: Dto, payload: object): string[] {
  try {
    parse(dto, payload);
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('VALIDATION');
    return (error.details.fields ?? []).map(({ field }) => field);
  }
}

describe('what comes in', () => {
  it('is described by classes that this test can see', () => {
    const declared = files.flatMap((name) => {
      const source = readFileSync(join(SOURCES, name), 'utf8');
      return [...source.matchAll(/^export class (\w+)(?=[^}]*?\n {2}@(?!Api))/gm)].map(([, dto]) => dto);
    });
    expect(dtos.length).toBeGreaterThan(8);
    expect(dtos.map(({ name }) => name)).toEqual(expect.arrayContaining(declared));
  });

  it.each(dtos)('$name says what may be absent, or null, by one decorator each', ({ rules }) => {
    const marks = ['mayBeAbsent', 'mayBeAbsentBeside', 'mayBeNull'] as const;
    const marked = marks.flatMap((mark) => markedAs(mark, rules));
    const conditional = rules
      .filter(({ type }) => type === 'conditionalValidation')
      .map(({ propertyName }) => propertyName);
    expect(conditional.sort()).toEqual(marked.sort());
  });

  it.each(dtos)('$name refuses null by the name of the field, in each of its fields', ({ dto, rules }) => {
    const nullable = markedAs('mayBeNull', rules);
    for (const field of fieldsOf(rules)) {
      if (nullable.includes(field)) continue;
      expect(refused(dto, { [field]: null })).toContain(field);
    }
  });

  it.each(dtos)('$name keeps null where null says something', ({ dto, rules }) => {
    for (const field of markedAs('mayBeNull', rules)) {
      expect(refused(dto, { [field]: null })).not.toContain(field);
      if (refused(dto, { [field]: null }).length === 0)
        expect(parse(dto, { [field]: null })).toEqual({ [field]: null });
    }
  });

  it.each(dtos)('$name takes a field that may be absent as absent', ({ dto, rules }) => {
    const optional = markedAs('mayBeAbsent', rules);
    for (const field of optional) {
      expect(refused(dto, {})).not.toContain(field);
      expect(refused(dto, { [field]: undefined })).not.toContain(field);
    }
  });

  it.each(dtos)('$name lets nothing in that is null or that it does not declare', ({ dto, rules }) => {
    const fields = fieldsOf(rules);
    const nullable = markedAs('mayBeNull', rules);
    const known = fc.record(Object.fromEntries(fields.map((field) => [field, value])), { requiredKeys: [] });
    const payloads = fc
      .tuple(fc.dictionary(fc.string(), value), known)
      .map(([more, own]) => ({ ...more, ...own }));
    const property = fc.property(payloads, (payload: Record<string, unknown>) => {
      const nulls = fields.filter((field) => payload[field] === null && !nullable.includes(field));
      const refusedFields = refused(dto, payload);
      expect(refusedFields).toEqual(expect.arrayContaining(nulls));
      for (const field of refusedFields) expect(fields).toContain(field.split(/[.[]/)[0]);
      if (refusedFields.length > 0) return;
      const taken = Object.entries(parse(dto, payload));
      for (const [name, held] of taken) {
        expect(fields).toContain(name);
        if (!nullable.includes(name)) expect(held).not.toBeNull();
      }
    });
    fc.assert(property, { numRuns: 200 });
  });
});
