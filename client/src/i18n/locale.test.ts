import { createElement, isValidElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withTexts } from './catalogs';
import { activateLocale, currentLocale } from './locale';

const english = { code: 'en', hourCycle: undefined } as const;

beforeEach(() => withTexts(activateLocale(english)));
afterEach(() => activateLocale(english));

describe('a language', () => {
  it('fills messages and counts in them', async () => {
    expect(currentLocale().t('rooms.members', { count: 1 })).toBe('1 member');
    expect(currentLocale().t('rooms.members', { count: 1200 })).toBe('1,200 members');
    await activateLocale({ code: 'tr', hourCycle: undefined });
    expect(currentLocale().t('rooms.members', { count: 1 })).toBe('1 üye');
    expect(currentLocale().t('rooms.members', { count: 1200 })).toBe('1.200 üye');
  });

  it('takes what people wrote as it is', () => {
    const { t } = currentLocale();
    expect(t('rooms.left', { room: String.raw`\u0041 {count} <b>` })).toBe(
      String.raw`You left \u0041 {count} <b>.`,
    );
  });

  it('keeps a text that runs the other way from turning its neighbours around', () => {
    expect(currentLocale().t('rooms.left', { room: 'חדר' })).toBe('You left \u2068חדר\u2069.');
    expect(currentLocale().t('rooms.left', { room: 'Café' })).toBe('You left Café.');
  });

  it('puts elements into a message', () => {
    const node = currentLocale().rich('auth.codeFor', { name: createElement('b', null, 'anna') });
    expect(isValidElement(node)).toBe(true);
    expect(renderToStaticMarkup(node)).toBe('Enter the code for <b>anna</b>.');
  });

  it('names moments in its own words', async () => {
    const now = new Date(2026, 2, 14, 15, 0);
    const at = (day: number, hour: number) => new Date(2026, 2, day, hour, 5);
    const english = currentLocale().time;
    expect(english.moment(at(14, 9), now)).toBe('09:05');
    expect(english.moment(at(13, 9), now)).toBe('Yesterday 09:05');
    expect(english.moment(at(1, 9), now)).toBe('1 Mar');
    expect(english.moment(new Date(2024, 2, 12), now)).toBe('12 Mar 2024');
    expect(english.day(at(14, 9), now)).toBe('Today');
    await activateLocale({ code: 'tr', hourCycle: undefined });
    expect(currentLocale().time.moment(at(13, 9), now)).toBe('Dün 09:05');
    expect(currentLocale().time.day(at(12, 9), now)).toBe('12 Mart Perşembe');
  });

  it('counts hours as the person wants', async () => {
    const afternoon = new Date(2026, 2, 14, 15, 5);
    await activateLocale({ code: 'en', hourCycle: 'h12' });
    expect(currentLocale().time.clock(afternoon)).toBe('3:05 pm');
    await activateLocale({ code: 'tr', hourCycle: 'h23' });
    expect(currentLocale().time.clock(afternoon)).toBe('15:05');
  });

  it('is the one that was asked for last', async () => {
    const first = activateLocale({ code: 'tr', hourCycle: undefined });
    await activateLocale(english);
    await first;
    expect(currentLocale().code).toBe('en');
  });
});
