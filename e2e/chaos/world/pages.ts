import sharp from 'sharp';
import { Pages } from '../../../server/test/support/pages';

const COUNT = 8;

/** Pages of strangers to which people link. Some show a picture, some say nothing of themselves. */
export class PagesUnderTest {
  private readonly addresses: string[] = [];
  private turn = 0;

  private constructor(private readonly pages: Pages) {}

  static async start(): Promise<PagesUnderTest> {
    const pages = new Pages();
    await pages.start();
    const made = new PagesUnderTest(pages);
    const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#246' } })
      .png()
      .toBuffer();
    const picture = pages.at('/picture.png', (response) =>
      response.writeHead(200, { 'content-type': 'image/png' }).end(bytes),
    );
    const shown = `<meta property="og:image" content="${picture}">`;
    for (let n = 0; n < COUNT; n += 1)
      made.addresses.push(
        pages.page(
          `/${String(n)}`,
          n % 3 === 0 ? '<p>nothing' : `<title>Page ${String(n)}</title>${n % 3 === 1 ? shown : ''}`,
        ),
      );
    return made;
  }

  /** What the server is told, which asks nobody on this machine otherwise. */
  get environment(): Record<string, string> {
    return { LINK_PREVIEWS: 'on', LINK_PREVIEW_TEST_HOSTS: this.pages.host };
  }

  /** One address after the other. */
  next(): string {
    this.turn += 1;
    return this.addresses[this.turn % COUNT] ?? '';
  }

  stop(): Promise<void> {
    return this.pages.stop();
  }
}
