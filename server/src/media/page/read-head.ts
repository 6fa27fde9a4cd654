import { Parser } from 'htmlparser2';
import { PAGE_LIMITS } from './page-job.js';

/** What the head of a page says, as it is written there. */
export interface Head {
  title?: string;
  description?: string;
  siteName?: string;
  /** An address, as the page writes it. */
  picture?: string;
}

const VALUE_MAX = 4_000;
/** Heads are flat: what is deeper is made to cost time. */
const DEPTH_MAX = 32;
/** For each of what is told, the names under which pages say it, the better ones first. */
const NAMES = {
  title: ['og:title', 'twitter:title'],
  description: ['og:description', 'twitter:description', 'description'],
  siteName: ['og:site_name', 'application-name'],
  picture: ['og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'],
} as const satisfies Record<keyof Head, readonly string[]>;
const KNOWN = new Set<string>(Object.values(NAMES).flat());
/** Where the head ends: what is behind is what the page is for. */
const BODY = new Set(['body', 'main', 'article', 'div', 'p']);

/** Reads the head of a page, piece by piece, and no further. Time in proportion to the text, memory bounded. */
export class HeadReader {
  private readonly values = new Map<string, string>();
  private title = '';
  private isInTitle = false;
  private hasTitle = false;
  private isDone = false;
  private depth = 0;
  private readonly parser = new Parser(
    {
      onopentag: (name, attributes) => this.open(name, attributes),
      ontext: (text) => {
        if (this.isInTitle && this.title.length < VALUE_MAX) this.title += text.slice(0, VALUE_MAX);
      },
      onclosetag: (name) => {
        if (name === 'title' && this.isInTitle) [this.isInTitle, this.hasTitle] = [false, true];
        this.depth -= 1;
        if (name === 'head') this.stop();
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );

  /** @returns whether there is anything more to read */
  read(text: string): boolean {
    if (!this.isDone) this.parser.write(text);
    return !this.isDone;
  }

  /** What was found. */
  end(): Head {
    if (!this.isDone) this.parser.end();
    const head: Head = {};
    for (const key of Object.keys(NAMES) as (keyof Head)[]) {
      const said = NAMES[key].map((name) => this.values.get(name)).find(Boolean) ?? this.spare(key) ?? '';
      const value = key === 'picture' ? said : plain(said, MAX[key]);
      if (value !== '') head[key] = value;
    }
    return head;
  }

  private open(name: string, attributes: Record<string, string>): void {
    if (name === 'title' && !this.hasTitle) this.isInTitle = true;
    this.depth += 1;
    if (BODY.has(name) || this.depth > DEPTH_MAX) this.stop();
    if (name !== 'meta' || this.isDone) return;
    const key = (attributes['property'] ?? attributes['name'] ?? '').trim().toLowerCase();
    const value = attributes['content']?.trim();
    if (KNOWN.has(key) && value && !this.values.has(key)) this.values.set(key, value.slice(0, VALUE_MAX));
  }

  /** What was handed over and not read yet stays so. */
  private stop(): void {
    this.isDone = true;
    this.parser.pause();
  }

  private spare(key: keyof Head): string | undefined {
    return key === 'title' ? this.title : undefined;
  }
}

const MAX = {
  title: PAGE_LIMITS.titleMax,
  description: PAGE_LIMITS.descriptionMax,
  siteName: PAGE_LIMITS.siteNameMax,
} as const;

/** Controls, what turns the direction of what follows, halves of characters, what nobody sees. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;

/** One line that can be stored and shown, cut where it is too long. */
function plain(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
  const signs = [...line];
  return signs.length > max
    ? `${signs
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`
    : line;
}
