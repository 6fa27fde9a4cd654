import type { Row } from './rows';

/**
 * The rows whose words are selected. A selection that goes over both ends of the list means all rows, drawn or not; what
 * only touches a row, or only its name, does not count.
 */
export function selectedRows(list: Element, selection: Selection, rows: readonly Row[]): Row[] {
  if (selection.rangeCount === 0 || selection.isCollapsed) return [];
  if (selection.containsNode(list, false)) return [...rows];
  const range = selection.getRangeAt(0);
  const keys = [...list.querySelectorAll<HTMLElement>('[data-message]')]
    .filter((row) => range.intersectsNode(row) && hasWordsIn(row, range))
    .map((row) => row.dataset.key);
  const first = rows.findIndex(({ key }) => key === keys[0]);
  const last = rows.findLastIndex(({ key }) => key === keys.at(-1));
  return keys.length === 0 || first < 0 ? [] : rows.slice(first, last + 1);
}

function hasWordsIn(row: HTMLElement, range: Range): boolean {
  const words = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const isWord = node.parentElement?.closest('[data-label], button, time, [aria-hidden]') === null;
    if (isWord && range.intersectsNode(node) && lengthIn(node, range) > 0) return true;
  }
  return false;
}

function lengthIn(node: Node, range: Range): number {
  const start = node === range.startContainer ? range.startOffset : 0;
  const end = node === range.endContainer ? range.endOffset : (node.textContent?.length ?? 0);
  return end - start;
}
