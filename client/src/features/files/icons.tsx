import { draw } from '../../ui/draw';

export const ClipIcon = draw(
  <path d="m15.75 9.5-5.9 5.9a3.6 3.6 0 0 1-5.1-5.1l6.3-6.3a2.4 2.4 0 0 1 3.4 3.4l-6.2 6.2a1.2 1.2 0 0 1-1.7-1.7l5.4-5.4" />,
);
export const FileIcon = draw(
  <path d="M11.5 3.25H6.25a1.5 1.5 0 0 0-1.5 1.5v10.5a1.5 1.5 0 0 0 1.5 1.5h7.5a1.5 1.5 0 0 0 1.5-1.5V7zm0 0V7h3.75" />,
);
export const DownloadIcon = draw(<path d="M10 3.75v8.5M6.25 9 10 12.75 13.75 9M4 16.25h12" />);
