interface Room {
  width: number;
  height: number;
}

const GAP_PX = 8;

/** Where something of this size lies beside what was pressed: above it if there is room, and never out of sight. */
export function placeBeside(
  at: Pick<DOMRect, 'top' | 'bottom' | 'right'>,
  { width, height, viewport }: Room & { viewport: Room },
): { top: number; left: number } {
  const within = (wanted: number, most: number) => Math.max(GAP_PX, Math.min(wanted, most - GAP_PX));
  const above = at.top - GAP_PX - height;
  const top = above >= GAP_PX ? above : at.bottom + GAP_PX;
  return {
    top: within(top, viewport.height - height),
    left: within(at.right - width, viewport.width - width),
  };
}
