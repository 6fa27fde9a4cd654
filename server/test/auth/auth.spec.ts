import { describe, expect, it } from '@jest/globals';
import { JwtService } from '@nestjs/jwt';
import type { RestError, Session } from '@chatket/contract';
import request, { type Response } from 'supertest';
import { loginRequests } from '../support/login.js';
import { callerWith, expectRefusal, UNKNOWN_ID, UUID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([]);

const { requestCode, verifyCode, newCode } = loginRequests(() => world.url);

describe('logging in', () => {
  it('trades a code for a token and the account', async () => {
    const requested = await requestCode({ username: 'alice' }).expect(201);
    expect(requested.body).toEqual({ message: expect.any(String), code: expect.stringMatching(/^\d{6}$/) });
    const { code } = requested.body as { code: string };
    const verified = await verifyCode({ username: 'alice', code }).expect(201);
    expect(verified.body).toEqual({
      accessToken: expect.any(String),
      user: { id: expect.stringMatching(UUID), username: 'alice' },
    });
  });

  it('issues a token that names the account and lives for seven days', async () => {
    const { accessToken, user } = (await verifyCode({ username: 'bob', code: await newCode('bob') }))
      .body as Session;
    const claims = new JwtService().decode<Record<string, unknown>>(accessToken);
    expect(claims).toEqual({
      sub: user.id,
      username: 'bob',
      sid: expect.any(String),
      iat: expect.any(Number),
      exp: expect.any(Number),
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(7 * 24 * 3600);
    await callerWith(world.url, accessToken).get('/api/rooms').expect(200);
  });

  it('finds the same account again', async () => {
    const first = (await verifyCode({ username: 'carol', code: await newCode('carol') })).body as Session;
    const second = (await verifyCode({ username: 'carol', code: await newCode('carol') })).body as Session;
    expect(second.user).toEqual(first.user);
  });

  it.each([
    ['full-width letters', 'ＡＬＩＣＥ-1', 'alice-1'],
    ['capitals and space around', '  ALICE-2\n', 'alice-2'],
    ['ligatures', 'ﬁsh', 'fish'],
    ['the Kelvin sign', '\u212Aelvin', 'kelvin'],
    ['the capital of the Turkish i', 'İlker', 'ilker'],
    ['what other programs make of it', 'i\u0307lker', 'ilker'],
    ['the dotless i', 'Işıl', 'isil'],
    ['accents', 'Zoë-Renée', 'zoe-renee'],
    ['a sharp s', 'Strauß', 'strauss'],
  ])('S017 takes %s for the plain name', async (_case, written, username) => {
    const { user } = (await verifyCode({ username: written, code: await newCode(written) })).body as Session;
    expect(user.username).toBe(username);
    const again = (await verifyCode({ username, code: await newCode(username) })).body as Session;
    expect(again.user.id).toBe(user.id);
  });

  it.each(['__proto__', 'constructor', 'tostring', '...', 'a'.repeat(32)])(
    'takes %s as a name like any other',
    async (name) => {
      const { user } = (await verifyCode({ username: name, code: await newCode(name) })).body as Session;
      expect(user.username).toBe(name);
    },
  );
});

describe('a username is refused', () => {
  it.each([
    ['too short', 'ab'],
    ['too long', 'a'.repeat(33)],
    ['with a space', 'al ice'],
    ['with letters that look alike', '\u0430lice'],
    ['with a line break inside', 'ali\nce'],
    ['with Greek letters', 'Σίσυφος'],
    ['with letters of many scripts', '名前です'],
    ['with NUL', 'alice\0'],
    ['empty', ''],
    ['null', null],
    ['a number', 12345],
    ['a list', ['alice']],
    ['an object', { toString: 'alice' }],
    ['reserved', 'admin'],
    ['reserved, in capitals', 'ADMIN'],
    ['reserved, in full-width letters', 'ｃｈａｔｋｅｔ'],
    ['reserved, dotted', 'r.o_o-t'],
  ])('when it is %s', async (_case, username) => {
    expectRefusal(await requestCode({ username }), 'VALIDATION', ['username']);
    expectRefusal(await verifyCode({ username, code: '123456' }), 'VALIDATION', ['username']);
  });

  it('when it is missing', async () => {
    expectRefusal(await requestCode({}), 'VALIDATION', ['username']);
    expectRefusal(await request(world.url).post('/api/auth/request-code'), 'VALIDATION', ['username']);
  });
});

describe('an unknown field of a login body', () => {
  it('is absent: the rest is judged as it is', async () => {
    expect((await requestCode({ username: 'alice', role: 'admin', device: { name: 'x' } })).status).toBe(201);
    expectRefusal(await verifyCode({ username: 'alice', code: '12345', id: UNKNOWN_ID }), 'VALIDATION', [
      'code',
    ]);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'is absent when every object has it: %s',
    async (field) => {
      expect((await requestCode(`{"username":"alice","${field}":{"isAdmin":true}}`)).status).toBe(201);
      // Nor does it stand in for a field that is missing.
      const body = `{"${field}":{"username":"alice","isAdmin":true}}`;
      expectRefusal(await requestCode(body), 'VALIDATION', ['username']);
      expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    },
  );
});

describe('a login body is refused', () => {
  it.each([
    '12345',
    '1234567',
    '12345a',
    '１２３４５６',
    '123456\n',
    ' 123456 ',
    '123456\0',
    '1e5',
    '',
    123456,
    1e5,
    ['123456'],
    { length: 6 },
    null,
  ])('S015 when the code is %j', async (code) => {
    expectRefusal(await verifyCode({ username: 'alice', code }), 'VALIDATION', ['code']);
  });

  it('naming every field that is wrong', async () => {
    const { fields } = expectRefusalWithFields(await verifyCode({ username: 'a', code: 'b' }));
    expect(fields.map(({ field }) => field).sort()).toEqual(['code', 'username']);
  });

  it.each([
    ['a list', '[]'],
    ['a list of bodies', '[{"username":"alice"}]'],
    ['nested 30,000 deep in a field', `{"username":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['nested 30,000 deep', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
  ])('when it is %s', async (_case, body) => {
    expectRefusal(await requestCode(body), 'VALIDATION', ['body']);
  });

  it.each(['"alice"', '1', 'null', '{"username":', '{"username":"alice"}}'])(
    'when it is no JSON object: %s',
    async (body) => {
      expectRefusal(await requestCode(body), 'VALIDATION');
    },
  );
});

function expectRefusalWithFields(response: Response): Required<RestError> {
  const { fields } = response.body as Required<RestError>;
  expectRefusal(
    response,
    'VALIDATION',
    fields.map(({ field }) => field),
  );
  return response.body as Required<RestError>;
}
