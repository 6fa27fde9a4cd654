// What the first page draws. Other building blocks are imported from their own file, or they would come along with it.
export { Avatar } from './Avatar';
export { Button } from './Button';
export { EmptyState } from './EmptyState';
export { ErrorNote } from './ErrorNote';
export { GuestMark } from './GuestMark';
export { IconButton } from './IconButton';
export * from './icons';
export { Kbd } from './Kbd';
export { Logo } from './Logo';
export { ActiveBar, rowLook, RowMark } from './nav-row';
export { PanelHeader } from './PanelHeader';
export { Popover, Sheet } from './overlays';
export { Loading, Skeleton } from './Skeleton';
export { Toaster } from './Toaster';
export { Tooltip } from './Tooltip';
