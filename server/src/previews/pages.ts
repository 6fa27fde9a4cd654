import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';
import { FileStore, randomKey, WorkFolders } from '../files/index.js';
import { PAGE_PICTURE, PageChild, type PageFacts } from '../media/index.js';
import type { PreviewLink } from './links-in.js';
import { type KnownPage, PagesRepository } from './pages.repository.js';

/** Longer than it takes: who has claimed it is gone by then. */
const CLAIM_MS = 60_000;
const LIFE = { keptMs: 24 * 60 * 60 * 1_000, silentMs: 60 * 60 * 1_000 };

/** What pages say: each is asked once a day, however many link to it. */
@Injectable()
export class Pages {
  constructor(
    private readonly config: Config,
    private readonly child: PageChild,
    private readonly store: FileStore,
    private readonly folders: WorkFolders,
    private readonly pages: PagesRepository,
  ) {}

  /** @returns whether what the page says is known now; if not, somebody is at it, or everybody is busy */
  async know(link: PreviewLink): Promise<boolean> {
    const claim = await this.pages.claim(link.hash, this.child.free > 0 ? CLAIM_MS : undefined);
    if (claim !== 'mine') return claim === 'known';
    return this.folders.within((folder) => this.ask(link, folder));
  }

  private async ask({ url, hash }: PreviewLink, folder: string): Promise<boolean> {
    // Another one may have begun since the claim; nothing comes between this and `look`.
    if (this.child.free === 0) {
      await this.pages.release(hash);
      return false;
    }
    const facts = await this.child.look(url, folder);
    await this.pages.keep(hash, facts && (await this.withPicture(facts, folder)), LIFE);
    return true;
  }

  /** A full disk has no room for pictures of pages. */
  private async withPicture({ picture, ...facts }: PageFacts, folder: string): Promise<KnownPage> {
    if (!picture || (await this.store.freeBytes()) < this.config.fileLimits.minFree) return facts;
    const [key, path] = [randomKey(), join(folder, PAGE_PICTURE)];
    const { size } = await stat(path);
    await this.store.put(key, createReadStream(path), size);
    return { ...facts, picture, key, size };
  }
}
