const LETTER = /[\p{L}\p{N}\p{M}]/u;
/** Scripts that put no space between words: anywhere in them a word may begin and end. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

interface Node<Value> {
  next: Map<string, Node<Value>>;
  value?: Value;
}

/**
 * Words, and words in a row, that are looked for in texts together: a text is walked once, and from each beginning of a word
 * no further than the longest of them is long, however many there are and whatever they hold.
 */
export class WordTrie<Value> {
  private readonly root: Node<Value> = { next: new Map() };

  /** @param word folded */
  add(word: string, value: Value): void {
    let node = this.root;
    for (const character of word) {
      const next: Node<Value> = node.next.get(character) ?? { next: new Map() };
      node.next.set(character, next);
      node = next;
    }
    node.value = value;
  }

  /** Those that stand in the text as whole words, as often as they do. @param text folded */
  *find(text: string): Generator<Value> {
    const characters = [...text];
    const isEdge = edgesOf(characters);
    for (let start = 0; start < characters.length; start += 1) {
      if (!isEdge[start]) continue;
      let node: Node<Value> | undefined = this.root;
      for (let end = start; node && end < characters.length; end += 1) {
        node = node.next.get(characters[end] ?? '');
        if (node?.value !== undefined && isEdge[end + 1]) yield node.value;
      }
    }
  }
}

/** For each place between characters, whether no word goes through it. */
function edgesOf(characters: readonly string[]): boolean[] {
  const kinds = characters.map(kindOf);
  return [...kinds, 'other'].map((kind, place) => kind !== 'letter' || kinds[place - 1] !== 'letter');
}

function kindOf(character: string): 'letter' | 'other' {
  return LETTER.test(character) && !UNSPACED.test(character) ? 'letter' : 'other';
}
