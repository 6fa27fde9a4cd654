import { draw } from './draw';

// Drawn by parts that come after the first page.
export const ReplyIcon = draw(<path d="M8 5 3.75 9.25 8 13.5M4 9.25h7.5a4.75 4.75 0 0 1 4.75 4.75v1.25" />);
export const UndoIcon = draw(<path d="M6.5 4.5 3.5 7.5l3 3M3.75 7.5h7.5a4.5 4.5 0 0 1 0 9H7" />);
export const EditIcon = draw(
  <path d="m12.4 4.9 2.7 2.7M4 16l.75-3.6 8.1-8.1a1.5 1.5 0 0 1 2.1 0l.75.75a1.5 1.5 0 0 1 0 2.1l-8.1 8.1z" />,
);
export const TrashIcon = draw(
  <path d="M4 5.75h12M8 5.5V4.25c0-.4.35-.75.75-.75h2.5c.4 0 .75.35.75.75V5.5M5.5 5.75l.6 9.35c.05.8.7 1.4 1.5 1.4h4.8c.8 0 1.45-.6 1.5-1.4l.6-9.35" />,
);
export const LeaveIcon = draw(
  <>
    <path d="M8 3.75H5.5a1.5 1.5 0 0 0-1.5 1.5v9.5a1.5 1.5 0 0 0 1.5 1.5H8" />
    <path d="M8.5 10h8M13.5 6.75 16.75 10l-3.25 3.25" />
  </>,
);
export const CloseIcon = draw(<path d="m5.25 5.25 9.5 9.5M14.75 5.25l-9.5 9.5" />);
export const ArrowDownIcon = draw(<path d="M10 4.5v11M5.75 11.25 10 15.5l4.25-4.25" />);
export const CloudOffIcon = draw(
  <path d="m3.5 3.5 13 13M7.2 5.6A4.6 4.6 0 0 1 14.4 9a3.1 3.1 0 0 1 2.2 5M13.2 15.5H6a3.5 3.5 0 0 1-.9-6.9q.1-.7.4-1.3" />,
);
export const ClockIcon = draw(
  <>
    <circle cx="10" cy="10" r="6.5" />
    <path d="M10 6.25V10l2.5 1.75" />
  </>,
);
export const FlagIcon = draw(<path d="M5.5 17V3.75M5.5 4.25h8.25l-1.75 3.5 1.75 3.5H5.5" />);
export const ListIcon = draw(<path d="M7.5 5.5h8M7.5 10h8M7.5 14.5h8M4.25 5.5h.5M4.25 10h.5M4.25 14.5h.5" />);
export const BanIcon = draw(
  <>
    <circle cx="10" cy="10" r="6.5" />
    <path d="m5.5 5.5 9 9" />
  </>,
);
export const CheckIcon = draw(<path d="m4.5 10.5 3.75 3.75 7.25-8.5" />);
export const StarIcon = draw(
  <path d="m10 3.5 2 4.2 4.6.6-3.4 3.2.9 4.6-4.1-2.3-4.1 2.3.9-4.6-3.4-3.2 4.6-.6z" />,
);
export const PersonAddIcon = draw(
  <>
    <circle cx="8" cy="7" r="3" />
    <path d="M2.75 16.25a5.25 5.25 0 0 1 10.5 0M15.5 6.5v5M13 9h5" />
  </>,
);
export const PinIcon = draw(
  <path d="M7.25 3.5h5.5M8.25 3.75v4.5L5.5 11.5v1h9v-1l-2.75-3.25v-4.5M10 12.5v4.25" />,
);
export const BookmarkIcon = draw(
  <path d="M5.75 4.75c0-.55.45-1 1-1h6.5c.55 0 1 .45 1 1v11.5L10 13.25l-4.25 3z" />,
);
export const UnreadIcon = draw(
  <>
    <path d="M10.5 4.5H6a2 2 0 0 0-2 2v5.25a2 2 0 0 0 2 2h1.25v2.5l3-2.5H14a2 2 0 0 0 2-2V10" />
    <circle cx="15" cy="5.5" r="1.75" />
  </>,
);
export const ForwardIcon = draw(
  <path d="M12 5l4.25 4.25L12 13.5M15.75 9.25H8.5a4.75 4.75 0 0 0-4.75 4.75v1.25" />,
);
export const EyeOffIcon = draw(
  <path d="M4 4l12 12M8.2 5.3A7.6 7.6 0 0 1 10 5c4.5 0 7 5 7 5a12 12 0 0 1-2.1 2.7M5.3 7A12.3 12.3 0 0 0 3 10s2.5 5 7 5a7.2 7.2 0 0 0 2.9-.6M8.6 8.6a2 2 0 0 0 2.8 2.8" />,
);
export const RetryIcon = draw(
  <>
    <path d="M15.9 11.4A6.1 6.1 0 1 1 15 6.6l1.25 1.3" />
    <path d="M16.4 4.25v3.8h-3.8" />
  </>,
);
