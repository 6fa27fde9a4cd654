export { giveBackInSight } from './give-back';
export { tellRefused } from './refusal';
