import { barsOf } from './waveform';

interface BarsProps {
  waveform: string;
  /** How much of it has been heard, from 0 to 1. */
  heard: number;
}

/** A voice message as it is seen. */
export function Bars({ waveform, heard }: BarsProps) {
  const bars = barsOf(waveform);
  return (
    <svg
      viewBox={`0 0 ${bars.length * 4} 24`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="h-7 w-full"
    >
      {bars.map((bar, index) => {
        const height = 3 + bar * 21;
        const isHeard = index < heard * bars.length;
        return (
          <rect
            key={index}
            x={index * 4 + 0.5}
            y={12 - height / 2}
            width={2.5}
            height={height}
            rx={1.25}
            style={{ fill: `var(--${isHeard ? 'accent' : 'line-strong'})` }}
          />
        );
      })}
    </svg>
  );
}
