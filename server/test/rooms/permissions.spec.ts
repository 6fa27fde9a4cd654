import { describe, expect, it } from '@jest/globals';
import { type Action, ACTIONS, decide, type Decision, type Facts, ROLES, roleName } from '@chatket/contract';
import fc from 'fast-check';

const { member, moderator, admin, owner } = ROLES;
const actions = Object.keys(ACTIONS) as Action[];
const role = fc.constantFrom(...Object.values(ROLES));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const about: fc.Arbitrary<Omit<Facts, 'role'>> = fc
  .record({
    isOwn: maybe(fc.boolean()),
    authorRole: maybe(fc.option(role)),
    ageSeconds: maybe(fc.nat(2_000)),
    editWindowSeconds: maybe(fc.option(fc.integer({ min: 1, max: 2_000 }))),
  })
  .map((facts) => JSON.parse(JSON.stringify(facts)) as Omit<Facts, 'role'>);

const yes: Decision = { isAllowed: true };
const outside: Decision = { isAllowed: false, because: 'NOT_A_MEMBER' };
const late: Decision = { isAllowed: false, because: 'EDIT_WINDOW_OVER' };
const needs = (need: 'own' | keyof typeof ROLES): Decision => ({
  isAllowed: false,
  because: 'FORBIDDEN',
  need,
});

describe('who may do what', () => {
  it.each<[Action, Facts, Decision]>([
    ['see', { role: null }, yes],
    ['join', { role: null }, yes],
    ['join', { role: null, isByRequest: true }, { isAllowed: false, because: 'ASK_FIRST' }],
    ['join', { role: null, isByRequest: true, isBanned: true }, { isAllowed: false, because: 'BANNED' }],
    ['join', { role: member, isByRequest: true }, yes],
    ['ask', { role: null }, yes],
    ['ask', { role: null, isByRequest: true }, yes],
    ['ask', { role: null, isByRequest: true, isRaid: true }, { isAllowed: false, because: 'INVITES_PAUSED' }],
    ['ask', { role: null, isBanned: true }, { isAllowed: false, because: 'BANNED' }],
    ['ask', { role: null, isArchived: true }, { isAllowed: false, because: 'ROOM_ARCHIVED' }],
    ['ask', { role: null, kind: 'private' }, { isAllowed: false, because: 'ROOM_NOT_FOUND' }],
    ['ask', { role: null, isGuest: true }, { isAllowed: false, because: 'ROOM_NOT_FOUND' }],
    ['quit', { role: null }, yes],
    ['read', { role: null }, outside],
    ['read', { role: member }, yes],
    ['follow', { role: null }, outside],
    ['post', { role: null }, outside],
    ['post', { role: member }, yes],
    ['react', { role: null }, outside],
    ['react', { role: member }, yes],
    ['edit', { role: null, isOwn: true }, outside],
    ['edit', { role: member, isOwn: true }, yes],
    ['edit', { role: member, isOwn: true, ageSeconds: 60, editWindowSeconds: 60 }, yes],
    ['edit', { role: member, isOwn: true, ageSeconds: 61, editWindowSeconds: 60 }, late],
    ['edit', { role: owner, isOwn: true, ageSeconds: 61, editWindowSeconds: 60 }, late],
    ['edit', { role: member, isOwn: true, ageSeconds: 1e9, editWindowSeconds: null }, yes],
    ['edit', { role: owner, isOwn: false, authorRole: member }, needs('own')],
    ['edit', { role: owner }, needs('own')],
    ['delete', { role: null, isOwn: true }, outside],
    ['delete', { role: member, isOwn: true, ageSeconds: 1e9, editWindowSeconds: 1 }, yes],
    ['delete', { role: member, isOwn: false, authorRole: member }, needs('moderator')],
    ['delete', { role: member, isOwn: false, authorRole: null }, needs('moderator')],
    ['delete', { role: member, isOwn: false, authorRole: admin }, needs('owner')],
    ['delete', { role: moderator, isOwn: false, authorRole: null }, yes],
    ['delete', { role: moderator, isOwn: false, authorRole: member }, yes],
    ['delete', { role: moderator, isOwn: false, authorRole: moderator }, needs('admin')],
    ['delete', { role: admin, isOwn: false, authorRole: moderator }, yes],
    ['delete', { role: admin, isOwn: false, authorRole: admin }, needs('owner')],
    ['delete', { role: owner, isOwn: false, authorRole: admin }, yes],
    ['delete', { role: owner, isOwn: false, authorRole: owner }, needs('own')],
    ['configure', { role: null }, outside],
    ['configure', { role: member }, needs('admin')],
    ['configure', { role: moderator }, needs('admin')],
    ['configure', { role: admin }, yes],
    ['configure', { role: owner }, yes],
  ])('%s, %j: %j', (action, facts, decision) => {
    expect(decide(action, facts)).toEqual(decision);
  });

  it.each(actions)('%s: a greater role never takes away what a lower one may', (action) => {
    const property = fc.property(about, fc.tuple(role, role), (facts, [one, other]) => {
      const [lower, greater] = [Math.min(one, other), Math.max(one, other)];
      const may = (as: number | null) => decide(action, { ...facts, role: as }).isAllowed;
      if (may(lower)) expect(may(greater)).toBe(true);
      if (may(null)) expect(may(lower)).toBe(true);
    });
    fc.assert(property, { seed: 1 });
  });

  it.each(actions)('%s: an outsider may do it only if the table asks for no membership', (action) => {
    const property = fc.property(about, (facts) => {
      expect(decide(action, { ...facts, role: null })).toEqual(ACTIONS[action].role === null ? yes : outside);
    });
    fc.assert(property, { seed: 1 });
  });

  it.each(actions)('%s: what is said to be needed is what helps, and nothing less does', (action) => {
    const property = fc.property(about, role, (facts, as) => {
      const decision = decide(action, { ...facts, role: as });
      if (decision.isAllowed || decision.because !== 'FORBIDDEN') return;
      const { need } = decision;
      if (need === 'own') {
        expect(decide(action, { ...facts, role: owner })).toEqual(decision);
        // With the role that it takes anyway.
        const asked = Math.max(as, ACTIONS[action].role ?? as);
        expect(decide(action, { ...facts, role: asked, isOwn: true })).not.toMatchObject({
          because: 'FORBIDDEN',
        });
        return;
      }
      expect(as).toBeLessThan(ROLES[need]);
      for (const other of Object.values(ROLES)) {
        expect(decide(action, { ...facts, role: other }).isAllowed).toBe(other >= ROLES[need]);
      }
    });
    fc.assert(property, { seed: 1 });
  });
});

describe('a role', () => {
  it.each([
    [0, 'member'],
    [1, 'moderator'],
    [2, 'admin'],
    [3, 'owner'],
    [4, 'owner'],
    [1.5, 'moderator'],
    [-1, 'member'],
  ])('of %d is called %s', (number, name) => {
    expect(roleName(number)).toBe(name);
  });
});
