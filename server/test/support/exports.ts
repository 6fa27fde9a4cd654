import type { MyExport } from '@chatket/contract';
import request, { type Test } from 'supertest';
import { MakeExport } from '../../src/exports/make-export.js';
import type { TestApp } from './app.js';
import { entriesOf } from './archive.js';
import type { Person } from './people.js';
import { callerWith } from './rest.js';

/** Asks for the export of somebody, who has just logged in. */
export const askForExport = (world: Pick<TestApp, 'url'>, { token }: Person, language = 'en'): Test =>
  callerWith(world.url, token).post('/api/me/export', { language });

/** The same, until it is made. */
export async function exported(world: TestApp, person: Person, language = 'en'): Promise<MyExport> {
  await askForExport(world, person, language).expect(200);
  const [row] = await world.database.query<{ id: string }>(
    'SELECT id FROM "PersonalExport" WHERE "userId" = $1',
    [person.id],
  );
  await world.app.get(MakeExport).run(person.id, row?.id ?? '');
  return (await callerWith(world.url, person.token).get('/api/me/export').expect(200)).body as MyExport;
}

export const downloading = (url: string, id: string): Test =>
  request(url)
    .get(`/api/files/export/${id}/zip`)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        // What is refused is told as everywhere.
        done(null, response.statusCode === 200 ? bytes : JSON.parse(bytes.toString()));
      });
    });

/** What is in it. */
export async function archiveOf(
  world: TestApp,
  person: Person,
  language = 'en',
): Promise<Map<string, Buffer>> {
  const { id = '' } = await exported(world, person, language);
  const { body } = await downloading(world.url, id).auth(person.token, { type: 'bearer' }).expect(200);
  return entriesOf(body as Buffer);
}
