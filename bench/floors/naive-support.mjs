// @ts-check
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';

/** Prisma's client as the server's build generated it: the naive floor works on the same tables. */
const { PrismaClient } = await import(pathToFileURL(process.env.BENCH_PRISMA_CLIENT ?? '').href);

export const prisma = new PrismaClient({
  adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL }),
});

/** @param {Function} type @param {Record<string, PropertyDecorator[]>} properties what stands over each property */
export function decorate(type, properties) {
  for (const [name, decorators] of Object.entries(properties)) {
    for (const apply of decorators) apply(type.prototype, name);
  }
}

/**
 * What a decorated TypeScript method looks like after compilation, its parameter types included.
 * @param {Function} type @param {string} name
 * @param {MethodDecorator[]} decorators @param {ParameterDecorator[]} parameters @param {readonly Function[]} types
 */
export function decorateMethod(type, name, decorators, parameters, types) {
  const { prototype } = type;
  Reflect.defineMetadata('design:paramtypes', types, prototype, name);
  parameters.forEach((apply, index) => apply(prototype, name, index));
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  for (const apply of decorators) apply(prototype, name, /** @type {PropertyDescriptor} */ (descriptor));
}
