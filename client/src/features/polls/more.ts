export { PollCard } from './PollCard';
