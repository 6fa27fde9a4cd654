import { Readable } from 'node:stream';
import type { ExportLanguage } from '@chatket/contract';
import type { Rest } from '../common/index.js';
import type { FileStore } from '../files/index.js';
import type {
  ExportDataRepository,
  ExportedFile,
  ExportedMark,
  ExportedMessage,
  ExportedRoom,
} from './export-data.repository.js';
import {
  type Entry,
  indexPage,
  messagesPage,
  type PlacedPage,
  roomTitle,
  tablePage,
} from './export-pages.js';
import { PICTURE_PATH, SECTIONS } from './export-sections.js';
import { EXPORT_TEXTS } from './export-texts.js';
import type { ZipWriter } from './zip-writer.js';

/** What stands on one page. */
const ON_A_PAGE = 500;

export interface ExportTerms {
  userId: string;
  username: string;
  language: ExportLanguage;
  at: Date;
  /** What is rested on between pages. */
  rest: Rest;
  /** Asked before what may be large. @throws AppError `STORAGE_FULL` */
  requireRoom: (bytes: number) => Promise<void>;
}

/** Writes all that is kept about somebody into an archive, page by page: no more than a page is in memory. */
export class ExportContents {
  private readonly texts;
  private readonly sections: Entry[] = [];
  private readonly rooms: Entry[] = [];

  constructor(
    private readonly data: ExportDataRepository,
    private readonly store: FileStore,
    private readonly zip: ZipWriter,
    private readonly terms: ExportTerms,
  ) {
    this.texts = EXPORT_TEXTS[terms.language];
  }

  async write(): Promise<void> {
    const { userId, username: name, language, at } = this.terms;
    for (const section of SECTIONS) await this.list(section.name, this.data.rows(userId, section));
    await this.picture();
    await this.files();
    let number = 0;
    for (const roomId of await this.data.roomIds(userId)) {
      const room = await this.data.room(userId, roomId);
      number += 1;
      if (room) await this.room(room, String(number).padStart(4, '0'));
    }
    await this.zip.addText('index.html', indexPage({ language, name, at }, this.sections, this.rooms));
    this.zip.end();
  }

  /** Pages of rows: each for people and for programs, of the same reading. */
  private async list(name: string, pages: AsyncIterable<Record<string, unknown>[]>): Promise<void> {
    const title = this.texts.names[name] ?? name;
    let count = 0;
    let number = 0;
    for await (const { rows, isLast } of withLast(pages)) {
      number += 1;
      count += rows.length;
      const placed = this.placed({ folder: 'pages', name, title, number, isLast });
      await this.put(placed, rows, tablePage(placed, rows));
    }
    if (count > 0) this.sections.push({ title, count, path: `pages/${name}-1.html` });
  }

  private async room(room: ExportedRoom, name: string): Promise<void> {
    const { language, userId } = this.terms;
    const title = roomTitle(room, language);
    let count = 0;
    let number = 0;
    for await (const { rows, isLast } of withLast(roomPages(this.data, userId, room))) {
      number += 1;
      count += rows.messages.length;
      const placed = this.placed({ folder: 'rooms', name, title, number, isLast });
      const { id, kind, name: roomName, people } = room;
      await this.put(
        placed,
        { room: { id, kind, name: roomName, people }, ...rows },
        messagesPage(placed, rows.messages, rows.marks),
      );
    }
    if (number > 0) this.rooms.push({ title, count, path: `rooms/${name}-1.html` });
  }

  private async files(): Promise<void> {
    const { userId } = this.terms;
    await this.list('files', told(this.data.files(userId)));
    for await (const page of this.data.files(userId))
      for (const file of page) {
        if (file.key === null) continue;
        await this.terms.requireRoom(Number(file.size));
        const bytes = await this.store.read(file.key);
        if (bytes) await this.zip.add(pathOf(file), bytes, { compress: false });
      }
  }

  /** As others see it: nothing else of it is kept. */
  private async picture(): Promise<void> {
    const key = await this.data.pictureKey(this.terms.userId);
    const bytes = key === undefined ? undefined : await this.store.read(key);
    if (bytes) await this.zip.add(PICTURE_PATH, bytes, { compress: false });
  }

  private async put(placed: PlacedPage, data: object, page: string): Promise<void> {
    const take = this.terms.rest.measure();
    await this.zip.add(placed.json, Readable.from([Buffer.from(JSON.stringify(data, null, 1))]), {
      compress: true,
    });
    await this.zip.addText(placed.json.replace(/^data\/(\w+)\/(.*)[.]json$/, '$1/$2.html'), page);
    await take({ times: 1 });
  }

  private placed(page: {
    folder: string;
    name: string;
    title: string;
    number: number;
    isLast: boolean;
  }): PlacedPage {
    const { folder, name, title, number, isLast } = page;
    const path = (n: number) => `${folder}/${name}-${String(n)}.html`;
    return {
      language: this.terms.language,
      title: number === 1 ? title : `${title} · ${this.texts.pageOf(number)}`,
      before: number > 1 ? path(number - 1) : undefined,
      next: isLast ? undefined : path(number + 1),
      json: `data/${folder}/${name}-${String(number)}.json`,
    };
  }
}

interface RoomPage {
  messages: ExportedMessage[];
  marks: ExportedMark[];
}

/** What somebody has said in a room, then what they have done to messages there. */
async function* roomPages(
  data: ExportDataRepository,
  userId: string,
  room: ExportedRoom,
): AsyncGenerator<RoomPage> {
  for await (const messages of gathered(data.messages(userId, room))) yield { messages, marks: [] };
  for await (const marks of gathered(data.marks(userId, room))) yield { messages: [], marks };
}

/** The same in parts that fill a page. */
async function* gathered<Item>(parts: AsyncIterable<Item[]>): AsyncGenerator<Item[]> {
  let page: Item[] = [];
  for await (const part of parts) {
    page.push(...part);
    for (; page.length >= ON_A_PAGE; page = page.slice(ON_A_PAGE)) yield page.slice(0, ON_A_PAGE);
  }
  if (page.length > 0) yield page;
}

async function* withLast<Rows>(pages: AsyncIterable<Rows>): AsyncGenerator<{ rows: Rows; isLast: boolean }> {
  let kept: Rows | undefined;
  for await (const rows of pages) {
    if (kept !== undefined) yield { rows: kept, isLast: false };
    kept = rows;
  }
  if (kept !== undefined) yield { rows: kept, isLast: true };
}

async function* told(pages: AsyncIterable<ExportedFile[]>): AsyncGenerator<Record<string, unknown>[]> {
  for await (const page of pages)
    yield page.map((file) => {
      const { key, size, ...row } = file;
      return { ...row, size: Number(size), path: key === null ? null : pathOf(file) };
    });
}

/** Where a file lies in the archive: whatever it is called, in the folder of files, under a name that every system takes. */
function pathOf({ id, name }: ExportedFile): string {
  const clean = name
    .normalize('NFC')
    .replace(/[\p{Cc}\\/:*?"<>|]/gu, '_')
    .trim()
    .replace(/^\./, '_')
    .replace(/\.$/, '_');
  return `files/${id.slice(-12)}-${[...clean].slice(0, 80).join('')}`;
}
