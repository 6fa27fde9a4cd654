export { ForwardDialog } from './ForwardDialog';
export { ForwardedMark } from './ForwardedMark';
export { canForward } from './forwarding';
export { ForwardTool } from './ForwardTool';
