import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAccess } from '../../api';
import { createPageStores } from '../../store';
import { createChat } from './chat';

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => vi.unstubAllGlobals());

const ME = { id: '0193f1d2-0000-7000-8000-0000000000aa', username: 'alice' };

function scene() {
  const page = createPageStores();
  page.session.actions.begin({ accessToken: 'token', user: ME });
  const access = createAccess({ onEnded: () => undefined, onSession: () => undefined });
  const chat = createChat(ME, page, access);
  const shown = () => page.toasts.getState().toasts.map(({ text }) => text);
  return { page, chat, shown };
}

it('what fails because a session has ended says nothing: the login page does', () => {
  const { page, chat, shown } = scene();
  page.session.actions.end('session-over');
  chat.stop();
  chat.page.toasts.actions.show('Your session has ended. Please log in again.');
  expect(shown()).toEqual([]);
});

it('who goes on under another name is heard', () => {
  const { page, chat, shown } = scene();
  page.session.actions.rename({ ...ME, username: 'alice-new' });
  chat.stop();
  chat.page.toasts.actions.show('You are alice-new now.');
  expect(shown()).toEqual(['You are alice-new now.']);
});
