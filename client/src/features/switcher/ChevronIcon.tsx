import { draw } from '../../ui/draw';

export const ChevronIcon = draw(<path d="m7.75 5 5 5-5 5" />);
