import type { Room } from '@chatket/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChatStores, createPageStores } from '../../store';
import { alice, bob } from '../../testing';
import { meaningOf, nameBegun } from './parse';
import { commandNamed, commandsFor, registerCommand } from './registry';
import { runSlash } from './run-slash';

const room = { id: 'r', name: 'Kitchen', kind: 'public', lastSeq: 0 } as Room;
const direct = { ...room, kind: 'direct', people: [bob] } as Room;

function setUp(text: string, request = vi.fn()) {
  const { toasts } = createPageStores();
  const sent: string[] = [];
  const clear = vi.fn();
  const openPoll = vi.fn();
  const openTask = vi.fn();
  const go = vi.fn();
  const stores = createChatStores(alice);
  const said = () => toasts.getState().toasts.map((toast) => toast.text);
  const run = () =>
    runSlash({
      text,
      room,
      stores,
      toasts,
      request,
      clear,
      openPoll,
      openTask,
      go,
      realtime: {} as never,
      send: (message) => void sent.push(message),
    });
  return { run, sent, openPoll, openTask, clear, said, toasts, stores, request };
}

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => vi.unstubAllGlobals());

describe('what begins with a slash', () => {
  it('is a command only where a name follows', () => {
    expect(meaningOf('/me waves')).toEqual({ kind: 'command', name: 'me', rest: 'waves' });
    expect(meaningOf('/shrug')).toEqual({ kind: 'command', name: 'shrug', rest: '' });
    expect(meaningOf('/topic one\ntwo')).toEqual({ kind: 'command', name: 'topic', rest: 'one\ntwo' });
    for (const text of ['/', '/usr/local/bin', '/etc/hosts is a file', '/ 2', '/7', '/.', '/a.txt'])
      expect(meaningOf(text)).toEqual({ kind: 'text', text });
    expect(meaningOf('//me waves')).toEqual({ kind: 'text', text: '/me waves' });
  });

  it('is being named as long as nothing else is written', () => {
    expect(nameBegun('/')).toBe('');
    expect(nameBegun('/to')).toBe('to');
    for (const text of ['to', '/to ', '/usr/', '//', 'a /to']) expect(nameBegun(text)).toBeUndefined();
  });

  it('is found by its names in both languages, however they are written', () => {
    for (const name of ['invite', 'INVITE', 'İNVITE', 'davet'])
      expect(commandNamed(name, { room })?.names[0]).toBe(name === 'İNVITE' ? undefined : 'invite');
    expect(commandsFor('to', { room }).map(({ names }) => names[0])).toEqual(['topic']);
    expect(commandsFor('to', { room: direct })).toEqual([]);
    expect(commandNamed('topic', { room: direct })).toBeUndefined();
    for (const name of ['poll', 'leave']) {
      expect(commandNamed(name, { room })).toBeDefined();
      expect(commandNamed(name, { room, isInThread: true })).toBeUndefined();
      expect(commandsFor(name, { room, isInThread: true })).toEqual([]);
    }
    expect(commandNamed('topic', { room, isInThread: true })).toBeDefined();
  });

  it('can be added to, and taken away again', () => {
    const remove = registerCommand({
      names: ['dice'],
      usage: undefined,
      hint: 'command.list',
      run: () => ({ send: '4' }),
    });
    expect(commandsFor('di', { room })).toHaveLength(1);
    remove();
    expect(commandsFor('di', { room })).toEqual([]);
  });
});

describe('a command', () => {
  it('that is a message is sent as one', async () => {
    for (const [text, message] of [
      ['/me waves', '*waves*'],
      ['/ben el sallar', '*el sallar*'],
      ['/shrug', '¯\\\\_(ツ)\\_/¯'],
      ['//me', '/me'],
      ['/usr/bin', '/usr/bin'],
    ] as const) {
      const { run, sent } = setUp(text);
      await run();
      expect(sent).toEqual([message]);
    }
  });

  it('that nobody knows keeps the text, says so, and offers to send it as it is', async () => {
    const { run, sent, clear, said, toasts } = setUp('/etc');
    await run();
    expect([sent, clear.mock.calls, said().length]).toEqual([[], [], 1]);
    toasts.getState().toasts[0]?.undo?.run();
    expect(sent).toEqual(['/etc']);
  });

  it('with something missing is not done, and the text stays', async () => {
    for (const text of ['/me', '/topic', '/invite']) {
      const { run, sent, clear, said, request } = setUp(text);
      await run();
      expect([sent, clear.mock.calls, request.mock.calls, said().length]).toEqual([[], [], [], 1]);
    }
  });

  it('that asks the server is done before the text goes, and stays when it is refused', async () => {
    const done = setUp('/topic Soup', vi.fn().mockResolvedValue({ body: room }));
    await done.run();
    expect(done.request).toHaveBeenCalledWith(expect.objectContaining({ body: { topic: 'Soup' } }));
    expect(done.clear).toHaveBeenCalledTimes(1);
    const refused = setUp('/topic Soup', vi.fn().mockRejectedValue(new Error('no connection')));
    await refused.run();
    expect([refused.clear.mock.calls, refused.said().length]).toEqual([[], 1]);
  });

  it('invites the one person of that name, and nobody else', async () => {
    const request = vi.fn().mockResolvedValue({ body: [{ id: 'x', username: 'bobby' }, bob] });
    const found = setUp(`/invite @${bob.username.toUpperCase()}`, request);
    await found.run();
    expect(request).toHaveBeenLastCalledWith(
      expect.objectContaining({ method: 'PUT', path: expect.stringContaining(bob.id) }),
    );
    const nobody = setUp('/invite bo', vi.fn().mockResolvedValue({ body: [bob] }));
    await nobody.run();
    expect(nobody.request).toHaveBeenCalledTimes(1);
    expect(nobody.clear).not.toHaveBeenCalled();
  });

  it('that asks opens what can be chosen, and the text goes when it was asked', async () => {
    const { run, openPoll, clear, sent } = setUp('/poll What do we cook?');
    await run();
    expect([openPoll.mock.calls.length, clear.mock.calls, sent]).toEqual([1, [], []]);
    const [poll] = openPoll.mock.calls[0] as [{ question: string; onAsked: () => void }];
    expect(poll.question).toBe('What do we cook?');
    poll.onAsked();
    expect(clear).toHaveBeenCalledTimes(1);
  });

  it('asks what leaving asks, where one can leave', async () => {
    const { run, openTask, clear } = setUp('/leave');
    await run();
    expect([openTask.mock.calls, clear.mock.calls.length]).toEqual([[['leave']], 1]);
    expect(commandNamed('leave', { room: direct })).toBeUndefined();
  });

  it('silences the room for a while, where the server keeps that', async () => {
    const answer = { roomId: 'r', mutedUntil: new Date(Date.now() + 7_200_000).toISOString() };
    const { run, stores, request, clear } = setUp('/mute 2h', vi.fn().mockResolvedValue({ body: answer }));
    await run();
    expect([request.mock.calls, clear.mock.calls]).toEqual([[], []]);
    stores.bells.setState({ settings: { rooms: 'all', direct: 'all' } as never, muted: {} });
    await run();
    const body = { isMuted: true, muteSeconds: 7_200 };
    expect(request).toHaveBeenCalledWith({ method: 'PATCH', path: '/rooms/r/notifications', body });
    expect(stores.bells.getState().muted).toEqual({ r: answer.mutedUntil });
    for (const text of ['/mute soon', '/mute 2h please', '/mute 9000w']) {
      const refused = setUp(text);
      refused.stores.bells.setState({ settings: { rooms: 'all', direct: 'all' } as never, muted: {} });
      await refused.run();
      expect([refused.request.mock.calls, refused.clear.mock.calls, refused.said().length]).toEqual([
        [],
        [],
        1,
      ]);
    }
  });

  it('silences the room and lets it ring again', async () => {
    const { run, stores, request } = setUp('/mute');
    await run();
    expect(stores.bells.getState().byRoom.r).toBe('none');
    expect(request).not.toHaveBeenCalled();
  });

  it.each([
    ['/mute', { isMuted: true }, { muted: { r: 'for-ever' } }],
    ['/unmute', { level: 'all', isMuted: false }, { muted: {}, byRoom: { r: 'all' } }],
  ])('does so on all my devices: %s', async (text, body, expected) => {
    const answer = { roomId: 'r', ...(text === '/mute' ? { mutedUntil: 'for-ever' } : { level: 'all' }) };
    const { run, stores, request } = setUp(text, vi.fn().mockResolvedValue({ body: answer }));
    stores.bells.setState({ settings: { rooms: 'all', direct: 'all' } as never, muted: {} });
    await run();
    expect(request).toHaveBeenCalledWith({ method: 'PATCH', path: '/rooms/r/notifications', body });
    expect(stores.bells.getState()).toMatchObject(expected);
  });
});
