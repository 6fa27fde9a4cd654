import { describe, expect, it } from '@jest/globals';
import type { Registration } from '@chatket/contract';
import { registrationProblem } from './registration.js';

const domains = ['example.org'];
const problem = (registration: Registration, isInvited: boolean, address?: string) =>
  registrationProblem({ registration, domains }, { isInvited, address });

describe('who may make an account', () => {
  it('is everybody, whoever is invited, or nobody', () => {
    expect([false, true].map((isInvited) => problem('open', isInvited))).toEqual([undefined, undefined]);
    expect([false, true].map((isInvited) => problem('invite', isInvited))).toEqual([
      'INVITE_NEEDED',
      undefined,
    ]);
    expect([false, true].map((isInvited) => problem('closed', isInvited))).toEqual([
      'REGISTRATION_CLOSED',
      'REGISTRATION_CLOSED',
    ]);
  });

  it('is whoever has an address of exactly one of the domains', () => {
    expect(problem('domains', false, 'ann@Example.ORG')).toBeUndefined();
    for (const address of [
      undefined,
      '',
      'ann',
      'ann@sub.example.org',
      'ann@example.org.evil.test',
      'ann@evilexample.org',
      '"x@example.org"@evil.test',
    ])
      expect(problem('domains', true, address)).toBe('ADDRESS_NOT_ALLOWED');
  });
});
