export { PinnedMark } from './PinnedMark';
export { PinsPanel } from './PinsPanel';
export { PinTool } from './PinTool';
export { canPin } from './rights';
