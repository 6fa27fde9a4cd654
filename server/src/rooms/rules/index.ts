export { RoomRules, type Rules } from './room-rules.js';
export { messageFlagged, textRulesChanged } from './rules.events.js';
export { RulesModule } from './rules.module.js';
export { type Saying, TextGuard } from './text-guard.js';
export { TextLength } from './text-length.js';
export { patternKey } from './text-rules.js';
export { WordTrie } from './word-trie.js';
