import type { ReactNode } from 'react';

interface IconProps {
  className?: string;
}

/** An icon of 20 by 20, drawn with lines in the colour of the text. */
export function draw(paths: ReactNode) {
  return function Icon({ className = 'size-5' }: IconProps) {
    return (
      <svg
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        className={className}
      >
        {paths}
      </svg>
    );
  };
}
