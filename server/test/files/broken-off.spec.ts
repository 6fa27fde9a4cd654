import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { type ClientRequest, get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Config } from '../../src/config/index.js';
import { exported } from '../support/exports.js';
import { Notebook } from '../support/notebook.js';
import { onLinux, openFiles } from '../support/open-files.js';
import type { Person } from '../support/people.js';
import { callerWith } from '../support/rest.js';
import { uploadsOf } from '../support/uploads.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob],
} = useWorld(['alice', 'bob']);
/** More than lies on the way between two sockets. */
const LARGE = Buffer.alloc(24 * 1024 * 1024, 'soup');

const notebook = new Notebook();
beforeEach(() => {
  notebook.errors.length = 0;
  Logger.overrideLogger(notebook);
});
afterAll(() => Logger.overrideLogger(['error']));

/** What somebody is handed out, and where its bytes lie. */
interface Handed {
  path: string;
  key: string;
}

async function aFile(person: Person): Promise<Handed> {
  const room = await world.people.createRoom(person);
  const { id } = await uploadsOf(world.url, person).upload(room.id, LARGE, { name: 'large.bin' });
  const device = await world.people.connectLog(person);
  await device.tell('room:join', { roomId: room.id });
  const sent = { roomId: room.id, text: '', clientMsgId: `broken-off-${id}`, attachments: [id] };
  await device.tell('message:send', sent);
  return { path: `/api/files/${id}`, key: await keyOf('SELECT key FROM "Attachment" WHERE id = $1', id) };
}

async function anExport(person: Person): Promise<Handed> {
  const { id = '' } = await exported(world, person);
  return {
    path: `/api/files/export/${id}/zip`,
    key: await keyOf('SELECT key FROM "PersonalExport" WHERE id = $1', id),
  };
}

async function keyOf(statement: string, id: string): Promise<string> {
  const [row] = await world.database.query<{ key: string }>(statement, [id]);
  return row?.key ?? '';
}

/** A request of somebody’s, which they may give up. */
function asking({ token }: Person, path: string): ClientRequest {
  const asked = get(`${world.url}${path}`, {
    headers: { authorization: `Bearer ${token}` },
    agent: false,
  });
  asked.on('error', () => undefined);
  return asked;
}

const closed = async (key: string) => {
  while (openFiles(key).length > 0) await delay(20);
};

describe('what is handed out', () => {
  onLinux(
    'S278 is let go of when somebody has gone away, at whichever moment, and nobody hears of it',
    async () => {
      const file = await aFile(alice);
      const archive = await anExport(alice);
      for (const { path, key } of [file, archive]) {
        // Before anybody has looked who they are, and at some moments behind that.
        for (const ms of [0, 0, 1, 2, 3, 5, 8, 13]) {
          const asked = asking(alice, path);
          await once(asked, 'socket');
          await delay(ms);
          asked.destroy();
        }
        const asked = asking(alice, path);
        const [answer] = (await once(asked, 'response')) as [NodeJS.ReadableStream];
        await once(answer, 'data');
        asked.destroy();
        await callerWith(world.url, alice.token).get('/api/health').expect(200);
        await closed(key);
      }
      expect(notebook.errors).toEqual([]);
      expect((await callerWith(world.url, alice.token).get(file.path).expect(200)).body).toHaveLength(
        LARGE.length,
      );
    },
  );

  onLinux('that cannot be read is broken off, and told once', async () => {
    for (const { path, key } of [await aFile(bob), await anExport(bob)]) {
      const place = join(world.app.get(Config).get('FILES_DIR'), 'objects', key.slice(0, 2), key);
      await rm(place);
      // It can be opened, and not read.
      await mkdir(place);
      notebook.errors.length = 0;
      const asked = asking(bob, path);
      const [error] = (await once(asked, 'error')) as [Error];
      expect(error).toMatchObject({ code: 'ECONNRESET' });
      expect(notebook.errors).toMatchObject([{ err: { code: 'EISDIR' }, traceId: expect.any(String) }]);
      await closed(key);
    }
  });
});
