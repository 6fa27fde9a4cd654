import { draw } from '../../ui/draw';

export const ClipIcon = draw(
  <path d="m15.75 9.5-5.9 5.9a3.6 3.6 0 0 1-5.1-5.1l6.3-6.3a2.4 2.4 0 0 1 3.4 3.4l-6.2 6.2a1.2 1.2 0 0 1-1.7-1.7l5.4-5.4" />,
);
export const CameraIcon = draw(
  <>
    <path d="M7 5.25 8 3.75h4l1 1.5h2.25a1.5 1.5 0 0 1 1.5 1.5v7.5a1.5 1.5 0 0 1-1.5 1.5H4.75a1.5 1.5 0 0 1-1.5-1.5v-7.5a1.5 1.5 0 0 1 1.5-1.5z" />
    <circle cx="10" cy="10.25" r="2.75" />
  </>,
);
export const FileIcon = draw(
  <path d="M11.5 3.25H6.25a1.5 1.5 0 0 0-1.5 1.5v10.5a1.5 1.5 0 0 0 1.5 1.5h7.5a1.5 1.5 0 0 0 1.5-1.5V7zm0 0V7h3.75" />,
);
export const PreviousIcon = draw(<path d="M12 4.75 6.75 10 12 15.25" />);
export const NextIcon = draw(<path d="M8 4.75 13.25 10 8 15.25" />);
const GLASS = (
  <>
    <circle cx="9" cy="9" r="5.25" />
    <path d="m13 13 3.75 3.75M6.75 9h4.5" />
  </>
);
export const ZoomOutIcon = draw(GLASS);
export const ZoomInIcon = draw(
  <>
    {GLASS}
    <path d="M9 6.75v4.5" />
  </>,
);
export const PlayIcon = draw(<path d="M6.5 4.5v11l9-5.5z" />);
export const MicrophoneIcon = draw(
  <>
    <rect x="7.25" y="2.75" width="5.5" height="9" rx="2.75" />
    <path d="M4.5 9.25a5.5 5.5 0 0 0 11 0M10 14.75v2.5" />
  </>,
);
export const PauseIcon = draw(<path d="M7 4.75v10.5M13 4.75v10.5" />);
export const DownloadIcon = draw(<path d="M10 3.75v8.5M6.25 9 10 12.75 13.75 9M4 16.25h12" />);
