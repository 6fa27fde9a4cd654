import type { ExportLanguage } from '@chatket/contract';
import { Html, html, page } from '../common/index.js';
import type { ExportedMark, ExportedMessage, ExportedRoom, Row } from './export-data.repository.js';
import { EXPORT_TEXTS } from './export-texts.js';

/** One of the pages of a list, and where the others are. */
export interface PlacedPage {
  language: ExportLanguage;
  title: string;
  /** Of the page before, and of the next one; where they are. */
  before?: string | undefined;
  next?: string | undefined;
  /** The same for programs. */
  json: string;
}

/** A page of rows, as a table. */
export function tablePage(placed: PlacedPage, rows: readonly Row[]): string {
  const { columns } = EXPORT_TEXTS[placed.language];
  const names = Object.keys(rows[0] ?? {});
  return around(
    placed,
    html`<div class="wide">
      <table>
        <thead>
          <tr>
            ${names.map((name) => html`<th scope="col">${columns[name] ?? name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${names.map((name) => html`<td dir="auto">${cell(row[name], placed.language)}</td>`)}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>`,
  );
}

/** A page of messages, and of what was done to others. */
export function messagesPage(
  placed: PlacedPage,
  messages: readonly ExportedMessage[],
  marks: readonly ExportedMark[],
): string {
  const texts = EXPORT_TEXTS[placed.language];
  const shown = messages.map((each) => article(each, placed.language));
  const done = marks.map(
    ({ messageId, emoji, option }) =>
      html`<li>${emoji ?? option ?? ''} <span class="quiet">${messageId}</span></li> `,
  );
  return around(
    placed,
    html`${shown}${
      done.length > 0
        ? html`<h2>${texts.marks}</h2>
            <ul>
              ${done}
            </ul>`
        : ''
    }`,
  );
}

/** How a room is called in an export. */
export function roomTitle({ name, people, isMember }: ExportedRoom, language: ExportLanguage): string {
  const texts = EXPORT_TEXTS[language];
  if (people !== null) return people.join(', ');
  if (name !== null) return name;
  return isMember ? texts.alone : texts.leftRoom;
}

export interface Entry {
  title: string;
  count: number;
  /** Of its first page. */
  path: string;
}

/** Where everything is. */
export function indexPage(
  { language, name, at }: { language: ExportLanguage; name: string; at: Date },
  sections: readonly Entry[],
  rooms: readonly Entry[],
): string {
  const texts = EXPORT_TEXTS[language];
  return page({
    language,
    title: texts.title(name),
    body: html`<p>${texts.intro}</p>
      <p class="quiet">${texts.made} ${readableTime(at.toISOString())}</p>
      <h2>${texts.sections}</h2>
      ${listOf(sections, texts.nothing)}
      <h2>${texts.rooms}</h2>
      ${listOf(rooms, texts.nothing)}`,
  });
}

function listOf(entries: readonly Entry[], nothing: string): Html {
  if (entries.length === 0) return html`<p>${nothing}</p>`;
  return html`<ul>
    ${entries.map(
      ({ title, count, path }) =>
        html`<li>
          <a href="${path}"><bdi dir="auto">${title}</bdi></a> <span class="quiet">${count}</span>
        </li> `,
    )}
  </ul>`;
}

function article({ message, versions, hiddenText }: ExportedMessage, language: ExportLanguage): Html {
  const texts = EXPORT_TEXTS[language];
  const { sender, createdAt, text, deleted, attachments, reactions, poll } = message;
  const line = (label: string, value: string) =>
    html`<p class="quiet">${label}: <bdi dir="auto">${value}</bdi></p>`;
  return html`<article>
    <p class="quiet">
      ${sender ? html`<b><bdi dir="auto">${sender.username}</bdi></b> ` : ''}${readableTime(createdAt)}
    </p>
    <p dir="auto">${text}</p>
    ${deleted ? html`<p class="quiet">${hiddenText === null ? texts.deleted : texts.hidden}</p>` : ''}${
      hiddenText === null ? '' : html`<p dir="auto">${hiddenText}</p>`
    }
    ${poll ? line(texts.answers, poll.options.map(({ text: answer }) => answer).join(' · ')) : ''}
    ${attachments ? line(texts.files, attachments.map(({ name }) => name).join(', ')) : ''}
    ${reactions ? line(texts.reactions, reactions.map(({ emoji, count }) => `${emoji} ${String(count)}`).join(' ')) : ''}
    ${
      versions && versions.length > 0
        ? html`<details>
            <summary>${texts.before}</summary>
            ${versions.map(
              (each) =>
                html`<p class="quiet">${readableTime(each.writtenAt)}</p>
                  <p dir="auto">${each.text}</p>`,
            )}
          </details>`
        : ''
    }
  </article> `;
}

function around({ language, title, before, next, json }: PlacedPage, body: Html): string {
  const texts = EXPORT_TEXTS[language];
  const link = (path: string | undefined, text: string) =>
    path === undefined ? '' : html`<a href="../${path}">${text}</a>`;
  const nav = html`<nav>
    ${link('index.html', texts.contents)}${link(before, texts.back)}${link(next, texts.next)}${link(json, texts.json)}
  </nav>`;
  return page({ language, title, body: html`${nav}${body}${nav}` });
}

function cell(value: unknown, language: ExportLanguage): string {
  const texts = EXPORT_TEXTS[language];
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'string') return readableTime(value);
  return typeof value === 'number' ? String(value) : JSON.stringify(value, null, 1);
}

const TIME = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d\.\d{3}Z$/;

/** A time of the wire, for people; anything else as it is. */
function readableTime(text: string): string {
  return text.replace(TIME, '$1 $2 UTC');
}
