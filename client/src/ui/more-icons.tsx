import { draw } from './draw';

// Drawn by parts that come after the first page.
export const ReplyIcon = draw(<path d="M8 5 3.75 9.25 8 13.5M4 9.25h7.5a4.75 4.75 0 0 1 4.75 4.75v1.25" />);
export const UndoIcon = draw(<path d="M6.5 4.5 3.5 7.5l3 3M3.75 7.5h7.5a4.5 4.5 0 0 1 0 9H7" />);
