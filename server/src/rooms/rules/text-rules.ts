import { ANY_LINK, fold, type ModerationRule, RULE_ACTS, type RuleKind } from '@chatket/contract';
import { asciiHost, domainsOf, hasLink, hostsIn } from './links.js';
import { WordTrie } from './word-trie.js';

export type TextRule = Pick<ModerationRule, 'id' | 'kind' | 'pattern' | 'act'>;

/** The pattern of a rule as it is compared; undefined for one that cannot be: no word, or no domain. */
export function patternKey(kind: RuleKind, pattern: string): string | undefined {
  if (kind === 'word') return fold(pattern) || undefined;
  return pattern.trim() === ANY_LINK ? ANY_LINK : asciiHost(pattern.trim());
}

/** The rules of one room, ready to be looked for. */
export class TextRules {
  private readonly words = new WordTrie<TextRule>();
  private readonly domains = new Map<string, TextRule>();
  private readonly hasWords: boolean;
  private anyLink: TextRule | undefined;

  constructor(rules: readonly TextRule[]) {
    for (const rule of rules) this.add(rule);
    this.hasWords = rules.some(({ kind }) => kind === 'word');
  }

  /** The strongest rule that a text meets. Takes time in proportion to the text. */
  match(text: string): TextRule | undefined {
    let strongest: TextRule | undefined;
    for (const rule of this.met(text)) {
      if (strongest === undefined || strengthOf(rule) > strengthOf(strongest)) strongest = rule;
      if (strongest.act === 'block') break;
    }
    return strongest;
  }

  private *met(text: string): Generator<TextRule> {
    if (this.hasWords) yield* this.words.find(fold(text));
    if (this.anyLink && hasLink(text)) yield this.anyLink;
    if (this.domains.size === 0) return;
    for (const host of hostsIn(text))
      for (const domain of domainsOf(host)) {
        const rule = this.domains.get(domain);
        if (rule) yield rule;
      }
  }

  private add(rule: TextRule): void {
    const key = patternKey(rule.kind, rule.pattern);
    if (key === undefined) return;
    if (rule.kind === 'word') this.words.add(key, rule);
    else if (key === ANY_LINK) this.anyLink = rule;
    else this.domains.set(key, rule);
  }
}

const strengthOf = ({ act }: TextRule): number => RULE_ACTS.indexOf(act);
