import { fromSlackText, linkTo } from './slack-text.js';

/** As deep as blocks are looked into: what Slack makes is at most four deep. */
const DEPTH_MAX = 6;

type Fields = Record<string, unknown>;

/**
 * What a webhook is to say, in one text: the blocks where there are some, the text otherwise, and the attachments under it.
 * What else there is, such as the name and the picture that the caller would like to have, is left out.
 * @returns an empty text where nothing is said
 */
export function textOfPayload(payload: Fields): string {
  const blocks = linesOf(payload.blocks, textOfBlock, '\n\n');
  const main = blocks === '' ? slack(payload.text) : blocks;
  return joined([main, linesOf(payload.attachments, textOfAttachment, '\n\n')], '\n\n');
}

function textOfAttachment(attachment: Fields): string {
  const blocks = linesOf(attachment.blocks, textOfBlock, '\n\n');
  const title = titled(attachment);
  const fields = linesOf(
    attachment.fields,
    (field) => joined([slack(field.title), slack(field.value)], ': '),
    '\n',
  );
  const shown = joined([slack(attachment.pretext), title, slack(attachment.text), fields, blocks], '\n');
  return shown === '' ? slack(attachment.fallback) : shown;
}

function titled({ title, title_link: link }: Fields): string {
  const words = slack(title);
  return typeof link === 'string' && /^https?:\/\//.test(link) ? linkTo(link, words) : words;
}

function textOfBlock(block: Fields): string {
  switch (block.type) {
    case 'divider':
      return '';
    case 'image':
      return joined([textOfObject(block.title), slack(block.alt_text)], '\n');
    case 'rich_text':
      return linesOf(block.elements, (element) => richText(element, 0), '\n');
    case 'context':
      return linesOf(
        block.elements,
        (element) => (element.type === 'image' ? slack(element.alt_text) : textOfObject(element)),
        ' ',
      );
    default:
      return joined([textOfObject(block.text), linesOf(block.fields, textOfObject, '\n')], '\n');
  }
}

function textOfObject(object: unknown): string {
  if (!isFields(object)) return '';
  return object.type === 'plain_text' ? plain(object.text) : slack(object.text);
}

function richText(element: Fields, depth: number): string {
  if (depth > DEPTH_MAX) return '';
  const inside = (separator: string) =>
    linesOf(element.elements, (part) => richText(part, depth + 1), separator);
  switch (element.type) {
    case 'rich_text_list':
      return linesOf(element.elements, (part) => `- ${richText(part, depth + 1)}`, '\n');
    case 'rich_text_preformatted':
      return `\`\`\`\n${inside('')}\n\`\`\``;
    case 'link':
      return linkTo(plain(element.url), plain(element.text));
    case 'emoji':
      return `:${plain(element.name)}:`;
    case 'text':
      return plain(element.text);
    default:
      return inside('');
  }
}

/** Of each thing of a list what `say` makes of it; what says nothing is no line. */
function linesOf(list: unknown, say: (item: Fields) => string, separator: string): string {
  return Array.isArray(list) ? joined(list.filter(isFields).map(say), separator) : '';
}

function joined(parts: string[], separator: string): string {
  return parts.filter((part) => part !== '').join(separator);
}

function slack(text: unknown): string {
  return fromSlackText(plain(text)).trim();
}

function plain(text: unknown): string {
  return typeof text === 'string' ? text : '';
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
