export { ReactionChips } from './ReactionChips';
