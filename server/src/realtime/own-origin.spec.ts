import { describe, expect, it } from '@jest/globals';
import { isAllowedOrigin } from './own-origin.js';

const ALLOWED = ['https://chat.example', 'http://localhost:5173'];
const isAllowed = (origin: string | undefined, host: string | undefined = 'chat.home:8080') =>
  isAllowedOrigin({ headers: { origin, host } }, ALLOWED);

describe('an origin', () => {
  it.each([
    ['none, because it is no page', undefined],
    ['the server’s own', 'http://chat.home:8080'],
    ['the server’s own, behind TLS', 'https://chat.home:8080'],
    ['one of the list', 'https://chat.example'],
    ['another of the list', 'http://localhost:5173'],
  ])('may connect when it is %s', (_case, origin) => {
    expect(isAllowed(origin)).toBe(true);
  });

  it('is the server’s own without the port that goes without saying', () => {
    expect(isAllowed('https://chat.home', 'chat.home')).toBe(true);
    expect(isAllowed('https://chat.home:443', 'chat.home')).toBe(true);
    expect(isAllowed('http://[::1]:8080', '[::1]:8080')).toBe(true);
    expect(isAllowed('https://chat.home', 'chat.home:443')).toBe(true);
    expect(isAllowed('http://chat.home', 'Chat.Home:80')).toBe(true);
    expect(isAllowed('https://chat.home', 'chat.home:80')).toBe(false);
    expect(isAllowed('http://chat.home', 'chat.home:443')).toBe(false);
  });

  it.each([
    ['another host', 'https://evil.example'],
    ['another port', 'http://chat.home:8081'],
    ['without the port', 'http://chat.home'],
    ['hidden', 'null'],
    ['empty', ''],
    ['not an origin', 'chat.home:8080'],
    ['a part of the name', 'http://home:8080'],
    ['longer than the name', 'http://chat.home:8080.evil.example'],
    ['the name as a login', 'http://chat.home:8080@evil.example'],
    ['in another scheme of the list', 'http://chat.example'],
    ['like one of the list', 'https://chat.example.evil.example'],
    ['like one of the list, with a path', 'https://chat.example/'],
    ['everybody', '*'],
    ['a file', 'file://'],
  ])('S043 may not connect when it is %s', (_case, origin) => {
    expect(isAllowed(origin)).toBe(false);
  });

  it.each(['chat.home:8080/', 'x@chat.home:8080', 'chat.home:8080?', '', 'chat.home:8080#', 'a b', '[::1'])(
    'is not the server’s own because a Host can be read that way: %j',
    (host) => {
      expect(isAllowed('http://chat.home:8080', host)).toBe(false);
    },
  );

  it('is not the server’s own because both are nothing', () => {
    expect(isAllowed('file://', '')).toBe(false);
  });

  it('needs a host to be the server’s own', () => {
    expect(isAllowedOrigin({ headers: { origin: 'http://chat.home:8080' } }, [])).toBe(false);
  });
});
