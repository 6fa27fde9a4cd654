/** What of a picture is kept: a square around a point, the larger the zoom, the smaller. */
export interface Crop {
  /** 1: the largest square there is. */
  zoom: number;
  /** Its middle, as parts of the picture's width and height. */
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export const ZOOM_MAX = 4;
export const WHOLE: Crop = { zoom: 1, x: 0.5, y: 0.5 };

/** The side of the square, in pixels of the picture. */
export function sideOf({ zoom }: Crop, { width, height }: Size): number {
  return Math.min(width, height) / zoom;
}

/** The nearest one that lies in the picture. */
export function within(crop: Crop, size: Size): Crop {
  const zoom = clamp(crop.zoom, 1, ZOOM_MAX);
  const side = sideOf({ ...crop, zoom }, size);
  const [left, top] = [side / size.width / 2, side / size.height / 2];
  return { zoom, x: clamp(crop.x, left, 1 - left), y: clamp(crop.y, top, 1 - top) };
}

/** The picture under the square was moved by so many sides of it, to the right and down. */
export function moved(crop: Crop, size: Size, { right, down }: { right: number; down: number }): Crop {
  const side = sideOf(crop, size);
  const [x, y] = [crop.x - (right * side) / size.width, crop.y - (down * side) / size.height];
  return within({ ...crop, x, y }, size);
}

/** Its upper left corner, in pixels of the picture. */
export function cornerOf(crop: Crop, size: Size): { left: number; top: number } {
  const side = sideOf(crop, size);
  return { left: crop.x * size.width - side / 2, top: crop.y * size.height - side / 2 };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
