import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TextDecoder } from 'node:util';
import { fileTypeFromBuffer } from 'file-type';
import { CLEANABLE, JOB_FILES } from '../picture-job.js';
import { preparePicture } from '../prepare-picture.js';
import { decoderOf, PRESCAN_BYTES } from './charset.js';
import { fetchBytes, type Fetched, type FetchTerms, NotFetched, wholeOf } from './fetch-bytes.js';
import { PAGE_LIMITS, type PageFacts, type PageJob, type PagePicture } from './page-job.js';
import { type Head, HeadReader } from './read-head.js';

const HTML = /^(text\/html|application\/xhtml\+xml)\b/i;

/**
 * What a page says of itself, with its picture made anew in the folder of the job; undefined where it says nothing.
 * @throws NotFetched, and whatever the network says
 */
export async function lookAtPage(
  { url, folder, allowed }: Omit<PageJob, 'id'>,
  { lookup }: Pick<FetchTerms, 'lookup'> = {},
): Promise<PageFacts | undefined> {
  const terms = () => ({
    allowed,
    signal: AbortSignal.timeout(PAGE_LIMITS.fetchMs),
    ...(lookup && { lookup }),
  });
  const page = await fetchBytes(url, { ...terms(), accept: 'text/html, application/xhtml+xml;q=0.9' });
  const { title, description, siteName, picture } = await headOf(page);
  if (title === undefined) return undefined;
  const shown = picture !== undefined && (await pictureOf(picture, page.url, folder, terms()));
  return {
    title,
    ...(description !== undefined && { description }),
    ...(siteName !== undefined && { siteName }),
    ...(shown && { picture: shown }),
  };
}

/** Reads as far as the head goes, and so many bytes at most. */
async function headOf({ bytes, contentType }: Fetched): Promise<Head> {
  if (!HTML.test(contentType)) {
    bytes.destroy();
    throw new NotFetched('no page');
  }
  const reader = new HeadReader();
  let decoder: TextDecoder | undefined;
  let beginning: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, PAGE_LIMITS.pageBytes - size);
    size += part.length;
    beginning.push(part);
    if (!decoder && size < PRESCAN_BYTES) continue;
    const whole = Buffer.concat(beginning);
    beginning = [];
    decoder ??= decoderOf(whole, contentType);
    if (!reader.read(decoder.decode(whole, { stream: true })) || size >= PAGE_LIMITS.pageBytes) break;
  }
  if (!decoder) {
    const whole = Buffer.concat(beginning);
    reader.read(decoderOf(whole, contentType).decode(whole));
  }
  return reader.end();
}

/** A page without its picture is a page, too. */
async function pictureOf(
  address: string,
  base: string,
  folder: string,
  terms: Omit<FetchTerms, 'accept'>,
): Promise<PagePicture | undefined> {
  try {
    if (!URL.canParse(address, base)) return undefined;
    const found = await fetchBytes(new URL(address, base).href, { ...terms, accept: 'image/*' });
    const bytes = await wholeOf(found, PAGE_LIMITS.pictureBytes);
    const type = (await fileTypeFromBuffer(bytes))?.mime ?? '';
    if (!CLEANABLE.includes(type)) return undefined;
    await writeFile(join(folder, JOB_FILES.original), bytes);
    const { width, height, thumbhash } = await preparePicture({ id: 0, folder, type });
    const isSeen = Math.min(width, height) >= PAGE_LIMITS.sideMin;
    return isSeen ? { width, height, thumbhash } : undefined;
  } catch {
    // Not there, too large, no picture: there are many reasons, and none of them is worth a word.
    return undefined;
  }
}
