import { draw } from '../../ui/draw';

export const SunIcon = draw(
  <>
    <circle cx="10" cy="10" r="3.1" />
    <path d="M10 2.75V4M10 16v1.25M2.75 10H4M16 10h1.25M4.9 4.9l.85.85M14.25 14.25l.85.85M4.9 15.1l.85-.85M14.25 5.75l.85-.85" />
  </>,
);
export const MoonIcon = draw(<path d="M16.5 11.6A6.8 6.8 0 1 1 8.4 3.5a5.4 5.4 0 0 0 8.1 8.1z" />);
export const KeyboardIcon = draw(
  <>
    <rect x="2.5" y="5" width="15" height="10" rx="2" />
    <path d="M5.75 8.25h.01M8.6 8.25h.01M11.45 8.25h.01M14.25 8.25h.01M7 11.9h6" />
  </>,
);
export const ServerIcon = draw(
  <>
    <rect x="3" y="3.5" width="14" height="5.5" rx="1.5" />
    <rect x="3" y="11" width="14" height="5.5" rx="1.5" />
    <path d="M6 6.25h.01M6 13.75h.01" />
  </>,
);
export const ScreenIcon = draw(
  <>
    <rect x="3" y="4" width="14" height="9.5" rx="1.75" />
    <path d="M7.5 16.5h5M10 13.5v3" />
  </>,
);
