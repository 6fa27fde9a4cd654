import { draw } from './draw';

export const ThreadIcon = draw(<path d="M4 4.5h12v8.25H9L5.75 15.5v-2.75H4zM7 7.5h6M7 10h3.5" />);
export const SearchIcon = draw(
  <>
    <circle cx="9" cy="9" r="5.25" />
    <path d="m13 13 3.75 3.75" />
  </>,
);
export const PlusIcon = draw(<path d="M10 4.5v11M4.5 10h11" />);
export const CompassIcon = draw(
  <>
    <circle cx="10" cy="10" r="7.25" />
    <path d="m12.8 7.2-1.5 4.1-4.1 1.5 1.5-4.1z" />
  </>,
);
export const PeopleIcon = draw(
  <>
    <circle cx="7.75" cy="6.75" r="2.75" />
    <path d="M2.75 16c.3-2.9 2.2-4.5 5-4.5s4.7 1.6 5 4.5" />
    <path d="M12.8 4.2a2.75 2.75 0 0 1 0 5.1M14.6 11.9c1.5.6 2.4 2 2.65 4.1" />
  </>,
);
export const MenuIcon = draw(<path d="M3.5 6h13M3.5 10h13M3.5 14h8" />);
export const SendIcon = draw(<path d="M16.75 3.25 9.1 10.9M16.75 3.25l-4.9 13.5-2.75-5.85-5.85-2.75z" />);
export const ClockIcon = draw(
  <>
    <circle cx="10" cy="10" r="6.75" />
    <path d="M10 6.25V10l2.5 1.75" />
  </>,
);
export const GearIcon = draw(
  <>
    <path d="M3.5 6h6.25M14.25 6h2.25M3.5 14h2.25M10.25 14h6.25" />
    <circle cx="12" cy="6" r="2.1" />
    <circle cx="8" cy="14" r="2.1" />
  </>,
);
export const HashIcon = draw(<path d="M7.9 3.75 6.4 16.25M13.6 3.75l-1.5 12.5M3.9 7.5h12.6M3.5 12.5h12.6" />);
export const BellIcon = draw(
  <>
    <path d="M5 13.75c.9-1 1.25-2.2 1.25-4.4a3.75 3.75 0 0 1 7.5 0c0 2.2.35 3.4 1.25 4.4z" />
    <path d="M8.5 16a1.7 1.7 0 0 0 3 0M10 5.5V4" />
  </>,
);
export const BellOffIcon = draw(
  <>
    <path d="M6.6 7.9q-.3.7-.35 1.45c0 2.2-.35 3.4-1.25 4.4h8.75M8 6.2a3.75 3.75 0 0 1 5.75 3.15c0 1.2.1 2 .35 2.75M8.5 16a1.7 1.7 0 0 0 3 0M10 5.5V4" />
    <path d="m3.75 3.75 12.5 12.5" />
  </>,
);
export const LinkIcon = draw(
  <path d="M8.4 11.6a3 3 0 0 0 4.25 0l2.6-2.6A3 3 0 0 0 11 4.75l-.9.9M11.6 8.4a3 3 0 0 0-4.25 0l-2.6 2.6A3 3 0 0 0 9 15.25l.9-.9" />,
);
export const SmileIcon = draw(
  <>
    <circle cx="10" cy="10" r="7.25" />
    <path d="M6.9 11.6a3.4 3.4 0 0 0 6.2 0M7.6 7.9v.1M12.4 7.9v.1" />
  </>,
);
export const MoreIcon = draw(
  <>
    <circle cx="4.75" cy="10" r="0.9" fill="currentColor" />
    <circle cx="10" cy="10" r="0.9" fill="currentColor" />
    <circle cx="15.25" cy="10" r="0.9" fill="currentColor" />
  </>,
);
export const LockIcon = draw(
  <>
    <rect x="4.75" y="9" width="10.5" height="7.25" rx="1.75" />
    <path d="M7 9V6.75a3 3 0 0 1 6 0V9" />
  </>,
);
export const FoldIcon = draw(<path d="m5 7.75 5 5 5-5" />);
