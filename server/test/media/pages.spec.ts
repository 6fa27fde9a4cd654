import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { lookAtPage } from '../../src/media/page/look-at-page.js';
import { pageProblem } from '../../src/media/page/page-address.js';
import { PAGE_LIMITS } from '../../src/media/page/page-job.js';
import { HeadReader } from '../../src/media/page/read-head.js';
import { Pages } from '../support/pages.js';

const pages = new Pages();
let folder: string;
let picture: Buffer;

beforeAll(async () => {
  await pages.start();
  folder = await mkdtemp(join(tmpdir(), 'pages-'));
  picture = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#c63' } })
    .withMetadata({ exif: { IFD0: { Copyright: 'somebody' } } })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await pages.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Without the allowance of tests, as every server that serves people. */
const outside = (url: string, lookup?: LookupFunction) =>
  lookAtPage({ url, folder, allowed: [] }, lookup && { lookup });
const look = (url: string) => lookAtPage({ url, folder, allowed: [pages.host] });
const SAYS = '<head><title>Soup</title><meta name="description" content="of the day"></head>';

describe('what a page says of itself', () => {
  it('is its title, description, site and picture, made anew', async () => {
    pages.at('/soup.jpg', (response) =>
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture),
    );
    const url = pages.page(
      '/soup',
      `<!doctype html><html><head><title>Not this &amp; that</title>
       <meta property="og:title" content="Soup &amp; bread"><meta name=twitter:description content="  Of the\n day">
       <meta property="og:site_name" content="Kitchen"><meta property="og:image" content="/soup.jpg"></head>`,
    );
    expect(await look(url)).toMatchObject({
      title: 'Soup & bread',
      description: 'Of the day',
      siteName: 'Kitchen',
      picture: { width: 900, height: 300 },
    });
    const { format, width, exif } = await sharp(await readFile(join(folder, 'small'))).metadata();
    expect({ format, width, exif }).toEqual({ format: 'webp', width: 640, exif: undefined });
  });

  it('is read as it is written, whoever says how', async () => {
    const turkish = Buffer.from('<head><title>\xdeeker</title></head>', 'latin1');
    expect(
      await look(pages.page('/a', turkish, { 'content-type': 'text/html; charset=windows-1254' })),
    ).toEqual({
      title: 'Şeker',
    });
    const declared = Buffer.from('<head><meta charset="iso-8859-9"><title>\xdeeker</title></head>', 'latin1');
    expect(await look(pages.page('/b', declared, { 'content-type': 'text/html' }))).toEqual({
      title: 'Şeker',
    });
    const marked = Buffer.from('\ufeff<head><title>Şeker</title></head>', 'utf16le');
    expect(await look(pages.page('/c', marked, { 'content-type': 'text/html' }))).toEqual({ title: 'Şeker' });
    const unknown = { 'content-type': 'text/html; charset=made-up' };
    expect(await look(pages.page('/d', '<title>Şeker</title>', unknown))).toEqual({ title: 'Şeker' });
  });

  it('is one line each, bounded, without what nobody sees; nothing without a title', async () => {
    const long = `<title>a\u202eb\n ${'x'.repeat(500)}</title><meta name="description" content="\u200b ">`;
    const facts = await look(pages.page('/long', long));
    expect(facts?.title).toMatch(/^ab x+…$/);
    expect([...(facts?.title ?? '')]).toHaveLength(PAGE_LIMITS.titleMax);
    expect(facts).not.toHaveProperty('description');
    expect(await look(pages.page('/none', '<p>Soup</p>'))).toBeUndefined();
    // The title of a drawing in the page is none of the page's.
    expect(await look(pages.page('/svg', `${SAYS}<body><svg><title>No</title></svg>`))).toMatchObject({
      title: 'Soup',
    });
  });

  it('follows three redirects, and each is looked at anew', async () => {
    const end = pages.page('/end', SAYS);
    const to = (path: string, location: string) =>
      pages.at(path, (response) => response.writeHead(302, { location }).end());
    expect(await look(to('/1', to('/2', to('/3', end))))).toMatchObject({ title: 'Soup' });
    await expect(look(to('/0', '/1'))).rejects.toThrow('too many redirects');
    const { port } = pages;
    for (const location of [
      'http://169.254.169.254/latest/meta-data',
      `http://localhost:${String(port)}/end`,
      'file:///etc/passwd',
      'gopher://127.0.0.1/1',
      `http://me:secret@127.0.0.1:${String(port)}/end`,
      'http://127.0.0.1/',
    ])
      await expect(look(to('/away', location))).rejects.toThrow();
    expect(pages.countOf('/end')).toBe(1);
  });

  it('S120 is asked for without where the link was said: no cookie, no referrer, no path in an error', async () => {
    const secret = pages.at('/private', (response) =>
      response.writeHead(403, { 'set-cookie': 'a=b' }).end('no'),
    );
    const error = await look(`${secret}?token=hunter2`).catch((reason: unknown) => reason as Error);
    expect((error as Error).message).toBe('answered 403');
    const { headers } = pages.asked.at(-1) ?? { headers: {} };
    expect(headers).toMatchObject({ 'user-agent': expect.stringContaining('ChatKet') });
    for (const name of ['cookie', 'referer', 'origin', 'authorization', 'x-forwarded-for'])
      expect(headers).not.toHaveProperty(name);
  });
});

describe('addresses that are none of a page', () => {
  it('S118 are asked for nothing, in whichever writing', async () => {
    const before = pages.asked.length;
    pages.page('/', SAYS);
    const port = String(pages.port);
    const hosts =
      '127.0.0.1 localhost localhost. 0 0x7f.1 2130706433 017700000001 0177.0.0.1 127.1 [::] [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::7f00:1] [64:ff9b:1::a00:1] [2002:7f00:1::] [2001:0:7f00:1::] [fd00::1] [fe80::1] [ff02::1] 169.254.169.254 10.0.0.1 172.16.0.1 192.168.1.1 100.64.0.1 0.0.0.0 192.0.2.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 metadata.internal 127。0。0。1 １２７.0.0.1'.split(
        ' ',
      );
    for (const host of hosts) {
      expect({ host, found: await outside(`http://${host}/`).catch(() => 'refused') }).toEqual({
        host,
        found: 'refused',
      });
      await expect(outside(`http://${host}:${port}/`)).rejects.toThrow();
    }
    expect(pages.asked).toHaveLength(before);
  });

  it('S118 have another scheme, port, or a name and password', () => {
    for (const address of [
      'gopher://a.example/',
      'file:///etc/passwd',
      'ftp://a.example/',
      'javascript:alert(1)',
      'data:text/html,x',
      'http://a.example:22/',
      'http://a.example:6379/',
      'https://me@a.example/',
      'https://me:secret@a.example/',
      'http://intranet/',
      'http://db.internal./',
      'no address',
      `https://a.example/${'x'.repeat(PAGE_LIMITS.urlMax)}`,
    ])
      expect({ address, isRefused: pageProblem(address) !== undefined }).toEqual({
        address,
        isRefused: true,
      });
    for (const address of ['https://a.example/', 'http://a.example:443/b', 'http://93.184.215.14/'])
      expect(pageProblem(address)).toBeUndefined();
  });

  it('S118 are those that a name leads to at that moment, also among others', async () => {
    const answers = (...addresses: string[]): LookupFunction =>
      ((_host: string, { all }: { all?: boolean }, done: (...of: unknown[]) => void) => {
        const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
        if (all) done(null, found);
        else done(null, found[0]?.address, found[0]?.family);
      }) as LookupFunction;
    for (const addresses of [
      ['127.0.0.1'],
      ['10.1.2.3'],
      ['::1'],
      ['::ffff:10.0.0.1'],
      ['64:ff9b::a00:1'],
      ['fd12::1'],
      ['93.184.215.14', '127.0.0.1'],
    ])
      await expect(outside('http://rebound.example/', answers(...addresses))).rejects.toThrow(/not allowed/);
  });
});

describe('pages that never end', () => {
  it('S119 are cut: an endless body, what is packed, a title that goes on', async () => {
    const endless = pages.at('/endless', (response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).write(SAYS.replace('</head>', ''));
      const more = () => {
        while (response.write('<meta name="x" content="y">'.repeat(1_000)));
        response.once('drain', more);
      };
      more();
    });
    expect(await look(endless)).toMatchObject({ title: 'Soup' });
    const bomb = gzipSync(Buffer.concat([Buffer.from('<title>Bomb'), Buffer.alloc(50_000_000, 'x')]));
    const packed = { 'content-type': 'text/html', 'content-encoding': 'gzip' };
    expect((await look(pages.page('/bomb', bomb, packed)))?.title).toMatch(/^Bombx+…$/);
    expect((await look(pages.page('/title', `<title>${'t'.repeat(10_000_000)}</title>`)))?.title).toMatch(
      /^t+…$/,
    );
  });

  it('S119 are given up: a drip of bytes, silence, and pictures that are none', async () => {
    const drip = pages.at('/drip', (response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(timer));
    });
    const silent = pages.at('/silent', () => undefined);
    await Promise.all([drip, silent].map((url) => expect(look(url)).rejects.toThrow()));
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const [path, bytes] of [
      ['/a.svg', Buffer.from(svg)],
      ['/a.png', Buffer.from('no picture')],
      ['/huge.jpg', Buffer.concat([picture, Buffer.alloc(PAGE_LIMITS.pictureBytes)])],
      [
        '/dot.png',
        await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
      ],
    ] as const) {
      pages.at(path, (response) => response.writeHead(200, { 'content-type': 'image/png' }).end(bytes));
      const page = pages.page(
        '/shows',
        `${SAYS.replace('</head>', '')}<meta property=og:image content=${path}></head>`,
      );
      expect(await look(page)).toEqual({ title: 'Soup', description: 'of the day' });
    }
    await expect(look(pages.page('/plain', SAYS, { 'content-type': 'text/plain' }))).rejects.toThrow(
      'no page',
    );
  });

  it('S119 take time in proportion to their length', () => {
    const size = PAGE_LIMITS.pageBytes;
    for (const nasty of [
      '<',
      '<meta ',
      '<!--',
      '<a "',
      '&amp',
      '<title><',
      '<meta content="',
      '<svg><style>',
    ]) {
      const reader = new HeadReader();
      const before = process.cpuUsage().user;
      reader.read(nasty.repeat(Math.ceil(size / nasty.length)));
      reader.end();
      // What grows by squares takes minutes.
      expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(10_000);
    }
  });
});
