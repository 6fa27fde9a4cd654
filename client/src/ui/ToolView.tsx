import type { ComponentType } from 'react';
import { IconButton } from './IconButton';
import { SheetAction } from './SheetAction';

interface ToolViewProps {
  label: string;
  Icon: ComponentType<{ className?: string }>;
  /** It stands in a sheet, which this closes. */
  close?: () => void;
  onPick: () => void;
}

/** Something to do with a row: a button of its toolbar, or a line of the sheet. */
export function ToolView({ label, Icon, close, onPick }: ToolViewProps) {
  if (!close)
    return (
      <IconButton label={label} isSmall tabIndex={-1} place="above" onClick={onPick}>
        <Icon className="size-4" />
      </IconButton>
    );
  const pick = () => {
    close();
    onPick();
  };
  return <SheetAction label={label} Icon={Icon} onPick={pick} />;
}
